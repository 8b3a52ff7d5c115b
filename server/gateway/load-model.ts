import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ENDPOINT_FORMAT, MODEL_FILE, type PackagedEndpoint } from '../compiler/emit/onnx/serve-spec';
import { AppError } from '../errors';

/** Finds the folder of an artifact by content hash. */
export type ArtifactFolder = (hash: string) => string | Promise<string>;

export interface LoadedPackage {
  readonly packaged: PackagedEndpoint;
  readonly onnx: Uint8Array;
  /** The trained model, for explanations. Only packages that explain have this file. */
  readonly modelFile: string;
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
  return { packaged, onnx, modelFile: join(folder, MODEL_FILE) };
}
