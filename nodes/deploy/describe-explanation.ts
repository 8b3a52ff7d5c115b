import type { ServedExplanation } from '@/server/compiler/emit/onnx';
import { columnGroups, isExplainable, kindOf } from '@/server/explanation';
import { linkOf, type Model } from '@/server/training';
import type { RunContext } from '../kernel';
import { readFeatures } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import { rowsOf, trainingPart } from './held-out-rows';

/** How an endpoint explains its answers; undefined for a model that does not know its training rows. */
export async function describeExplanation(
  context: RunContext<unknown>,
  { model, signature }: TrainedModel<Model>,
): Promise<ServedExplanation | undefined> {
  if (!isExplainable(model)) {
    context.log('The endpoint will not explain its answers: the model is of an earlier version. Train it again.');
    return undefined;
  }
  // Only the values of a vector say whether it stands for one category.
  const vectors = signature.columns.filter(({ components }) => components && components.length > 0);
  const rows = rowsOf(context, trainingPart(context));
  const read = vectors.length > 0 ? await readFeatures(context.database, vectors, rows) : [];
  const groups = new Map(columnGroups(vectors).map(({ column, features }) => [column, features]));
  return {
    columns: signature.columns.map((column) => ({
      column,
      kind: kindOf(
        column,
        (groups.get(column.column) ?? []).map((feature) => read[feature]!),
      ),
    })),
    link: linkOf(model),
    isCalibrated: model.calibration !== undefined,
  };
}
