import { type Column, findColumn, type TableSchema } from '@/nodes/kernel/schema';
import { changedColumns } from '../data/changed-cells';
import type { Values } from './probe';

export interface Carried {
  readonly values: Values;
  /** The key alone: it tells the row from every other. */
  readonly isKey: boolean;
}

/** A table that arrives at a node, and by which of its ports. */
export interface Arriving {
  readonly port: string;
  readonly schema: TableSchema;
}

/**
 * What a row can be recognised by behind a node: the key if it was handed on, else all that was handed on unchanged, by
 * the names it has there. Undefined when nothing was.
 */
export function carriedValues(
  row: Values,
  input: Arriving,
  output: TableSchema,
  arriving: Readonly<Record<string, TableSchema | undefined>>,
): Carried | undefined {
  const { changed } = changedColumns(input.schema, output, arriving);
  const from = (column: Column): string | undefined => {
    if (column.type === 'vector') return undefined;
    const { how, from: sources } = column.lineage ?? { how: 'same', from: [] };
    const [source] = sources;
    if (how === 'renamed' && source?.port === input.port && source.column in row) return source.column;
    const isHandedOn = findColumn(input.schema, column.name) !== undefined && !changed.includes(column.name);
    return isHandedOn && column.name in row ? column.name : undefined;
  };
  const carried = output.columns.flatMap((column) => {
    const source = from(column);
    return source === undefined ? [] : [{ name: column.name, source, value: row[source]! }];
  });
  const key = carried.find(({ source }) => source === input.schema.key);
  if (key) return { values: { [key.name]: key.value }, isKey: true };
  if (carried.length === 0) return undefined;
  return { values: Object.fromEntries(carried.map(({ name, value }) => [name, value ?? null])), isKey: false };
}
