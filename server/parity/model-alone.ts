import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import { emitOnnx, type OnnxSignature } from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import type { RequestTable } from '@/server/engine/onnx';
import type { Model } from '@/server/training';

/** How the file of a model alone calls the number `place` that the model reads. */
const nameOf = (place: number): string => `x${place}`;

/**
 * A model as an ONNX file of its own: it takes prepared columns, each component of a vector by itself and the texts of
 * categories as they are.
 */
export function emitModelAlone(
  model: Model,
  columns: readonly FeatureColumn[],
): { readonly bytes: Uint8Array; readonly signature: OnnxSignature } {
  const read = columns.flatMap(({ components, categories }) =>
    components ? components.map(() => undefined) : [categories],
  );
  const features = read.map((_, place) => nameOf(place));
  const plan: ServePlan = {
    node: '',
    port: '',
    request: read.map((categories, place) => ({
      name: nameOf(place),
      type: categories ? 'text' : 'float',
      nullable: true,
    })),
    parse: NOTHING_TO_PARSE,
    lookups: [],
    steps: [],
    model: { key: '', target: '', features },
    result: [],
    fits: [],
    rawPrefix: 'raw$',
  };
  return emitOnnx(plan, {
    model,
    columns: read.flatMap((categories, place) =>
      categories ? [{ column: nameOf(place), type: 'text' as const, categories }] : [],
    ),
    learned: (_, name) => {
      throw new Error(`a model alone has nothing learned by the name ${name}`);
    },
  });
}

const NOTHING_TO_PARSE: ServePlan['parse'] = {
  format: 'csv',
  delimiter: ',',
  header: true,
  encoding: 'utf-8',
  nullTokens: [],
  trim: false,
  dateFormats: [],
  types: {},
};

/** A number per row (NaN missing), or the text that stands for it. */
export type AloneColumn = Float64Array | readonly (string | null)[];

/** Columns in the order of what the model reads, as the file takes them. */
export function aloneTable(columns: readonly AloneColumn[]): RequestTable {
  return Object.fromEntries(
    columns.map((values, place) => [
      nameOf(place),
      values instanceof Float64Array
        ? { values }
        : {
            values: values.map((text) => text ?? ''),
            missing: Uint8Array.from(values, (text) => Number(text === null)),
          },
    ]),
  );
}
