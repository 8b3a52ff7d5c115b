import type { ServeSpec } from '@/server/compiler/emit/onnx';
import type { Answer } from '@/server/engine/onnx';
import {
  type ColumnValue,
  columnGroups,
  type Explainer,
  explainColumns,
  outputAnswers,
  readValue,
} from '@/server/explanation';
import type { Link, Model } from '@/server/training/model';
import { predictFromMargins } from '@/server/training/predict';
import { refusal } from '../refusal';
import type { RowAnswer } from './answer-rows';

/** An explanation takes a thousand times as long as a prediction. */
export const MOST_EXPLAINED_ROWS = 100;

/** What an answer is made of: for every output, base + the sum of its contributions = margin, to 1e-6. */
export interface RowExplanation {
  /** What base, margin and contributions are in. */
  readonly unit: MarginUnit;
  /** One; for three classes and more, one per class. */
  readonly outputs: readonly {
    readonly class?: string;
    /** The expected margin of the training rows, and the answer that is. */
    readonly base: number;
    readonly baseAnswer: number;
    readonly margin: number;
    /** What the margin becomes: the probability of the class, or the predicted number. */
    readonly answer: number;
    readonly contributions: Readonly<Record<string, number>>;
  }[];
  /** What the model read, after preparation; null = missing, or a vector of several numbers. */
  readonly values: Readonly<Record<string, ColumnValue>>;
}

export const MARGIN_UNITS = ['log-odds', 'score before softmax', 'logarithm', 'probability', 'value'] as const;
export type MarginUnit = (typeof MARGIN_UNITS)[number];

const UNITS: Readonly<Record<Link, MarginUnit>> = {
  logistic: 'log-odds',
  softmax: 'score before softmax',
  log: 'logarithm',
  probability: 'probability',
  identity: 'value',
};

/** Adds to each answer what it is made of; a row that was rejected stays as it is. Others are served between rows. */
export async function explainAnswers(
  spec: ServeSpec,
  model: Model,
  explainer: Explainer,
  answer: Answer,
  answers: readonly RowAnswer[],
): Promise<RowAnswer[]> {
  const explained: RowAnswer[] = [];
  for (const [row, given] of answers.entries()) {
    if (row > 0) await new Promise((resolve) => setImmediate(resolve));
    explained.push(
      given.prediction === null ? given : { ...given, explanation: explainRow(spec, model, explainer, answer, row) },
    );
  }
  return explained;
}

/** Throws for a package that carries no model to explain by. */
export function requireExplanation({ explanation, signature }: ServeSpec): void {
  if (explanation && signature.model?.features) return;
  throw refusal({
    code: 'cannot_explain',
    message: signature.model
      ? 'This version of the endpoint cannot explain its answers: it was published by an earlier Sluice.'
      : 'This endpoint answers with columns, not with a model’s prediction: there is nothing to explain.',
    hint: signature.model ? 'Train and publish the pipeline again.' : 'Send the request without “explain”.',
  });
}

function explainRow(spec: ServeSpec, model: Model, explainer: Explainer, answer: Answer, row: number): RowExplanation {
  const { columns, link } = spec.explanation!;
  const { tensor, positions } = spec.signature.model!.features!;
  const { values, width } = answer[tensor]!;
  const features = positions.map((position) => Float64Array.of(Number(values[row * width + position])));
  const groups = columnGroups(columns.map(({ column }) => column));
  const positive = spec.positive ?? 1;
  const outputs = explainColumns(model, explainer, groups, { columns: features, rowCount: 1 }, positive);
  const expected = outputAnswers(model, predictFromMargins(model, explainer.base), positive);
  const served = servedAnswers(spec, answer, row);
  return {
    unit: UNITS[link],
    outputs: outputs.map((output, at) => ({
      ...(output.class === undefined ? {} : { class: output.class }),
      base: output.base,
      baseAnswer: expected[at]!,
      margin: output.margins[0]!,
      answer: served[at]!,
      contributions: Object.fromEntries(groups.map(({ column }, index) => [column, output.values[index]!])),
    })),
    values: Object.fromEntries(
      columns.map(({ column, kind }, at) => [
        column.column,
        readValue(
          column,
          kind,
          groups[at]!.features.map((feature) => features[feature]![0]!),
        ),
      ]),
    ),
  };
}

/** As the file says them: of two classes the positive one, of more all. */
function servedAnswers({ signature: { model }, positive }: ServeSpec, answer: Answer, row: number): number[] {
  const { values, width } = answer[model!.tensor]!;
  const all = Array.from({ length: width }, (_, at) => Number(values[row * width + at]));
  return model!.kind === 'probabilities' && width === 2 ? [all[positive ?? 1]!] : all;
}
