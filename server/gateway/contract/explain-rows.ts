import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import type { ServeSpec } from '@/server/compiler/emit/onnx';
import type { Answer } from '@/server/engine/onnx';
import { type ColumnValue, columnGroups, readValue } from '@/server/explanation';
import type { Link } from '@/server/training/model';
import type { ExplainReply } from '../explaining/explain-thread';
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

/** What is asked about rows that were just predicted: the features that the model read. */
export function questionOf(
  { explanation, signature, positive = 1 }: ServeSpec,
  answer: Answer,
  rowCount: number,
): { columns: readonly FeatureColumn[]; features: Float64Array[]; rowCount: number; positive: number } {
  const { tensor, positions } = signature.model!.features!;
  const { values, width } = answer[tensor]!;
  const features = positions.map((position) =>
    Float64Array.from({ length: rowCount }, (_, row) => Number(values[row * width + position])),
  );
  return { columns: explanation!.columns.map(({ column }) => column), features, rowCount, positive };
}

/** Adds to each answer what it is made of; a row that was rejected stays as it is. */
export function explainAnswers(
  spec: ServeSpec,
  answer: Answer,
  features: readonly Float64Array[],
  explained: ExplainReply,
  answers: readonly RowAnswer[],
): RowAnswer[] {
  const { columns, link } = spec.explanation!;
  const groups = columnGroups(columns.map(({ column }) => column));
  const explanationOf = (row: number): RowExplanation => {
    const served = servedAnswers(spec, answer, row);
    return {
      unit: UNITS[link],
      outputs: explained.map(({ class: name, base, baseAnswer, margins, values }, at) => ({
        ...(name === undefined ? {} : { class: name }),
        base,
        baseAnswer,
        margin: margins[row]!,
        answer: served[at]!,
        contributions: Object.fromEntries(
          groups.map(({ column }, index) => [column, values[row * groups.length + index]!]),
        ),
      })),
      values: Object.fromEntries(
        columns.map(({ column, kind }, at) => [
          column.column,
          readValue(
            column,
            kind,
            groups[at]!.features.map((feature) => features[feature]![row]!),
          ),
        ]),
      ),
    };
  };
  return answers.map((given, row) =>
    given.prediction === null ? given : { ...given, explanation: explanationOf(row) },
  );
}

/** As the file says them: of two classes the positive one, of more all. */
function servedAnswers({ signature: { model }, positive }: ServeSpec, answer: Answer, row: number): number[] {
  const { values, width } = answer[model!.tensor]!;
  const all = Array.from({ length: width }, (_, at) => Number(values[row * width + at]));
  return model!.kind === 'probabilities' && width === 2 ? [all[positive ?? 1]!] : all;
}
