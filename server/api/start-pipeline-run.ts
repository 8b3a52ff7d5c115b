import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Database } from '../db/client';
import { pipelineNotFound, readPipeline } from '../db/pipelines';
import { documentHash, findVersionByHash, readVersion } from '../db/versions';
import { AppError } from '../errors';
import { plannedReuse } from '../executor/planned-reuse';
import { startRun } from '../executor/start-run';
import { compileDocument, compileWithImports, type FactSources } from './compile-document';
import type { StartedOrRefused } from './runs';

export interface WantedRun {
  readonly pipelineId: string;
  readonly versionId?: string;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly upTo?: string;
  readonly publish?: boolean;
}

/** What a run would cost. */
export interface PlannedRun {
  /** By stage id: taken from the catalogue, executed, or skipped because nothing wants it. */
  readonly stages: Readonly<Record<string, 'reused' | 'runs' | 'skipped'>>;
  readonly newCount: number;
  readonly reusedCount: number;
  /** Errors keep it from starting. */
  readonly diagnostics: readonly Diagnostic[];
  /** Datasets that are not imported yet; their stages are not in the plan. */
  readonly waitsForImports: number;
}

/** Compiles a draft or version on the server and starts it. */
export async function startPipelineRun(
  sources: FactSources,
  wanted: WantedRun,
  signal?: AbortSignal,
): Promise<StartedOrRefused> {
  const { database } = sources;
  const { document, versionId } = await documentOf(database, wanted);
  if (wanted.publish && versionId === undefined) throw publishNeedsVersion();
  const { parameters = {}, upTo, pipelineId, publish = false } = wanted;
  const { spec, diagnostics } = await compileWithImports(sources, document, { parameters, upTo, signal });
  if (spec === undefined) return { kind: 'refused', diagnostics };
  const started = await startRun(database, {
    document,
    spec,
    parameters: spec.parameters,
    pipelineId,
    ...(versionId === undefined ? {} : { versionId }),
    publish,
  });
  return { kind: 'started', ...started };
}

export async function planPipelineRun(sources: FactSources, wanted: WantedRun): Promise<PlannedRun> {
  const { document } = await documentOf(sources.database, wanted);
  const { spec, diagnostics, needs } = await compileDocument(sources, document, wanted);
  const stages = spec === undefined ? {} : await plannedReuse(sources.database, spec);
  const count = (what: string) => Object.values(stages).filter((plan) => plan === what).length;
  return {
    stages,
    newCount: count('runs'),
    reusedCount: count('reused'),
    diagnostics,
    waitsForImports: needs.length,
  };
}

/** The document a run executes; a draft that says the same as a version is that version. */
async function documentOf(
  database: Database,
  { pipelineId, versionId }: WantedRun,
): Promise<{ document: GraphDoc; versionId: string | undefined }> {
  if (versionId !== undefined) {
    const version = await readVersion(database, versionId);
    if (version.pipelineId !== pipelineId) throw pipelineNotFound(pipelineId);
    return { document: version.document, versionId };
  }
  const pipeline = await readPipeline(database, pipelineId);
  if (pipeline === undefined) throw pipelineNotFound(pipelineId);
  const version = await findVersionByHash(database, pipelineId, documentHash(pipeline.document));
  return { document: pipeline.document, versionId: version?.id };
}

function publishNeedsVersion(): AppError {
  return new AppError({
    code: 'publish_needs_version',
    blame: 'user',
    message: 'Only a saved version can be published.',
    hint: 'Save the draft as a version, then publish.',
  });
}
