import { MODEL_FILE, type PackagedEndpoint } from '@/server/compiler/emit/onnx';
import { openDatabase } from '@/server/db/client';
import { type PublishedDeployment, publishDeployment } from '@/server/db/endpoints';
import { readEnv } from '@/server/env';
import { AppError } from '@/server/errors';
import { VALUE_FILE } from '@/server/store/artifact-store';
import { openStore } from '@/server/store/disk-store';

/** Where a publication comes from, for the endpoint's history. */
export interface Publication {
  readonly outputKey?: string;
  readonly pipelineId?: string;
  readonly versionId?: string;
  readonly runId?: string;
}

/** What lies beside the package's JSON. */
export interface PackageFiles {
  readonly onnx: Uint8Array;
  /** The trained model, when it can be explained. */
  readonly model?: Uint8Array;
}

/**
 * Stores the package, then switches the endpoint to it. The stage's own output has the same files and so the same hash;
 * it becomes durable only after the stage has ended, and a gateway must be able to open what it is told of.
 */
export async function publishPackage(
  packaged: PackagedEndpoint,
  files: PackageFiles,
  publication: Publication,
): Promise<PublishedDeployment> {
  const env = readEnv();
  if (env.databaseUrl === undefined) {
    throw new AppError({
      code: 'no_database',
      blame: 'environment',
      message: 'The deploy node was not told which database to publish to.',
      hint: 'Set DATABASE_URL.',
    });
  }
  const draft = await openStore(env.home).draft();
  await draft.write(VALUE_FILE, JSON.stringify(packaged));
  await draft.write('model.onnx', files.onnx);
  if (files.model) await draft.write(MODEL_FILE, files.model);
  const { hash } = await draft.publish();
  const database = openDatabase(env.databaseUrl, { maxConnections: 1, applicationName: 'sluice-deploy' });
  try {
    return await publishDeployment(database, {
      slug: packaged.slug,
      title: packaged.title,
      artifactKey: publication.outputKey ?? `package:${hash}`,
      artifactHash: hash,
      pipelineId: publication.pipelineId,
      versionId: publication.versionId,
      runId: publication.runId,
      metrics: packaged.metrics,
    });
  } finally {
    await database.close();
  }
}
