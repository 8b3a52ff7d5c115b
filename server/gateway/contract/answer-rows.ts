import { DEFAULT_DECISION, decide, scoreOf } from '@/server/compiler/emit/decide';
import type { ServeSpec } from '@/server/compiler/emit/onnx';
import type { Answer, AnswerTensor } from '@/server/engine/onnx';
import type { RowExplanation } from './explain-rows';

/** The answer to one row. */
export interface RowAnswer {
  readonly prediction: string | number | Readonly<Record<string, unknown>> | null;
  readonly probabilities?: Readonly<Record<string, number>>;
  /** Probability of the positive class (of the predicted one, with three or more), or the predicted number. */
  readonly score: number | null;
  /** Why there is no prediction: a rule of the pipeline did not accept the row. */
  readonly rejected?: string;
  /** Present when it was asked for and there is a prediction. */
  readonly explanation?: RowExplanation;
}

const rejected = (reason: string): RowAnswer => ({ prediction: null, score: null, rejected: reason });

/** Tensors as answers, row by row. */
export function answerRows(spec: ServeSpec, answer: Answer, rowCount: number): RowAnswer[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const reason = rejection(spec, answer, row);
    return reason === undefined ? predictedRow(spec, answer, row) : rejected(reason);
  });
}

function rejection({ signature: { filter } }: ServeSpec, answer: Answer, row: number): string | undefined {
  if (!filter || answer[filter.kept]!.values[row]) return undefined;
  const holds = filter.holds ? answer[filter.holds] : undefined;
  const first = filter.reasons.findIndex((_, at) => holds?.values[row * holds.width + at]);
  return filter.reasons[first] ?? 'A filter of the pipeline leaves this row out.';
}

function predictedRow(spec: ServeSpec, answer: Answer, row: number): RowAnswer {
  const { model } = spec.signature;
  if (model === undefined) return { prediction: tableRow(spec, answer, row), score: null };
  const { values, width } = answer[model.tensor]!;
  const numbers = Array.from({ length: width }, (_, at) => Number(values[row * width + at]));
  // Only a model that cannot read missing values gives NaN.
  if (numbers.some(Number.isNaN)) return rejected('The model needs a value that this row does not have.');
  if (model.kind === 'prediction') return { prediction: numbers[0]!, score: numbers[0]! };
  const classes = spec.classes ?? [];
  const decision = {
    threshold: spec.threshold ?? DEFAULT_DECISION.threshold,
    positive: spec.positive ?? DEFAULT_DECISION.positive,
  };
  const chosen = decide(numbers, decision);
  return {
    prediction: classes[chosen] ?? String(chosen),
    probabilities: Object.fromEntries(numbers.map((probability, at) => [classes[at] ?? String(at), probability])),
    score: scoreOf(numbers, decision),
  };
}

function tableRow({ signature }: ServeSpec, answer: Answer, row: number): Record<string, unknown> {
  return Object.fromEntries(
    signature.columns.map(({ column, type, tensor, missing, width }) => {
      if (missing && answer[missing]!.values[row]) return [column, null];
      return [
        column,
        type === 'vector' ? vectorCell(answer[tensor]!, row, width) : plainCell(type, answer[tensor]!.values[row]),
      ];
    }),
  );
}

const vectorCell = ({ values }: AnswerTensor, row: number, width: number): unknown[] =>
  Array.from({ length: width }, (_, at) => values[row * width + at]);

/** A tensor's value as JSON has it: dates as ISO text, whole numbers beyond 2^53 as text. */
export function plainCell(type: string, value: unknown): unknown {
  if (typeof value === 'number' && Number.isNaN(value)) return null;
  if (type === 'bool') return Boolean(value);
  if (typeof value !== 'bigint') return value;
  if (type === 'date') return new Date(Number(value) * 86_400_000).toISOString().slice(0, 10);
  if (type === 'timestamp') return isoMicroseconds(value);
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

function isoMicroseconds(value: bigint): string {
  const beyond = ((value % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((value - beyond) / 1000n)).toISOString();
  return beyond === 0n ? iso : iso.replace('Z', `${String(beyond).padStart(3, '0')}Z`);
}
