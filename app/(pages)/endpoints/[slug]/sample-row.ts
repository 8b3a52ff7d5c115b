import type { ContractColumn } from '@/server/compiler/emit/onnx';

export type Row = Record<string, unknown>;

/** A row as the contract's own examples have it. */
export const exampleRow = (columns: readonly ContractColumn[]): Row =>
  Object.fromEntries(columns.map((column) => [column.name, column.example]));

/** Another row that training rows could have had. */
export const inventedRow = (columns: readonly ContractColumn[]): Row =>
  Object.fromEntries(columns.map((column) => [column.name, invented(column)]));

function invented({ type, categories, range, nullable, example }: ContractColumn): unknown {
  if (nullable && Math.random() < 0.08) return null;
  if (categories && categories.length > 0) return categories[Math.floor(Math.random() * categories.length)];
  if (type === 'bool') return Math.random() < 0.5;
  if (!range || typeof range[0] !== 'number' || typeof range[1] !== 'number') return example;
  const value = range[0] + Math.random() * (range[1] - range[0]);
  return type === 'int' ? Math.round(value) : Number(value.toPrecision(4));
}

/** What was typed for a column, as the JSON value it stands for. */
export function typedValue({ type }: ContractColumn, text: string): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  if (type === 'int' || type === 'float') {
    const number = Number(trimmed);
    // What is no number travels as text: the gateway says what is wrong with it.
    return Number.isFinite(number) ? number : trimmed;
  }
  if (type === 'bool') return trimmed === 'true' ? true : trimmed === 'false' ? false : trimmed;
  return text;
}
