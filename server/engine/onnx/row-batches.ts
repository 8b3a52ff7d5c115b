import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { Answer, AnswerTensor, RequestTable, RequestValues } from './tensor-columns';

/**
 * Characters that one call may lay out, rows times the longest of them. Functions on text make a [rows, longest] tensor of
 * single characters, 32 bytes each and several at once: one text of a megabyte among ten thousand rows would end the process.
 */
const MOST_CHARACTERS = 1_000_000;

/** Rows that go into one call each, from one index up to another, in order. */
export function rowBatches(
  { inputs }: OnnxSignature,
  table: RequestTable,
  rowCount: number,
  most = MOST_CHARACTERS,
): readonly (readonly [from: number, to: number])[] {
  const texts = inputs.flatMap(({ column, type }) => (type === 'text' ? [table[column]?.values as string[]] : []));
  const lengthOf = (row: number): number => texts.reduce((sum, values) => sum + (values?.[row]?.length ?? 0), 0);
  const batches: [number, number][] = [];
  let [from, longest] = [0, 0];
  for (let row = 0; row < rowCount; row++) {
    const length = lengthOf(row);
    const isTooLarge = Math.max(longest, length) * (row + 1 - from) > most;
    if (isTooLarge && row > from) {
      batches.push([from, row]);
      [from, longest] = [row, length];
    } else {
      longest = Math.max(longest, length);
    }
  }
  batches.push([from, rowCount]);
  return batches;
}

/** Some rows of a table. */
export function sliceTable(table: RequestTable, from: number, to: number): RequestTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, { values, missing }]): [string, RequestValues] => [
      name,
      {
        values: values.slice(from, to) as RequestValues['values'],
        ...(missing && { missing: missing.slice(from, to) }),
      },
    ]),
  );
}

/** Answers to consecutive rows as one. */
export function joinAnswers(answers: readonly Answer[]): Answer {
  const [first] = answers;
  if (answers.length === 1) return first!;
  return Object.fromEntries(
    Object.entries(first!).map(([name, { width }]): [string, AnswerTensor] => [
      name,
      { width, values: joined(answers.map((answer) => answer[name]!.values)) },
    ]),
  );
}

function joined(parts: readonly AnswerTensor['values'][]): AnswerTensor['values'] {
  const [first] = parts;
  if (Array.isArray(first)) return (parts as readonly string[][]).flat();
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const all = new (first!.constructor as Float64ArrayConstructor)(length);
  let at = 0;
  for (const part of parts) {
    all.set(part as unknown as Float64Array, at);
    at += part.length;
  }
  return all;
}
