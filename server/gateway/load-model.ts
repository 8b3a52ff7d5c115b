import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENDPOINT_FORMAT, MODEL_FILE, type PackagedEndpoint } from '../compiler/emit/onnx/serve-spec';
import { AppError } from '../errors';
import type { Model } from '../training/model';

/** Finds the folder of an artifact by content hash. */
export type ArtifactFolder = (hash: string) => string | Promise<string>;

export interface LoadedPackage {
  readonly packaged: PackagedEndpoint;
  readonly onnx: Uint8Array;
  /** The trained model, for explanations: read when the first is asked for. Only packages that explain have one. */
  readModel(): Promise<Model>;
}

/** Reads a packaged endpoint from the store. */
export async function loadPackage(folderOf: ArtifactFolder, hash: string): Promise<LoadedPackage> {
  const folder = await folderOf(hash);
  const [text, onnx] = await Promise.all([
    readFile(join(folder, 'value.json'), 'utf8'),
    readFile(join(folder, 'model.onnx')),
  ]);
  const packaged = JSON.parse(text) as PackagedEndpoint;
  if (packaged.format !== ENDPOINT_FORMAT) {
    throw new AppError({
      code: 'package_format',
      blame: 'environment',
      message: `The model was packaged as “${packaged.format}”; this gateway reads “${ENDPOINT_FORMAT}”.`,
      place: { artifact: hash },
      hint: 'Publish the pipeline again with this version of Sluice.',
    });
  }
  const readModel = async () => JSON.parse(await readFile(join(folder, MODEL_FILE), 'utf8')) as Model;
  return { packaged, onnx, readModel };
}
