import type { Column, ColumnLineage, TableSchema } from '@/nodes/kernel/schema';
import type { RowState } from './row-state';

/** A column of an output port. */
export interface ColumnAt {
  readonly state: RowState;
  readonly port: string;
  readonly column: string;
}

export interface Hop {
  /** Input port of the node that made the column. */
  readonly port: string;
  readonly how: ColumnLineage['how'];
  readonly at: ColumnAt;
}

interface SchemaIndex {
  readonly byName: ReadonlyMap<string, Column>;
  readonly all: ReadonlySet<Column>;
}

const indexes = new WeakMap<TableSchema, SchemaIndex>();

function indexOf(schema: TableSchema): SchemaIndex {
  const known = indexes.get(schema);
  if (known) return known;
  const index = {
    byName: new Map(schema.columns.map((column) => [column.name, column])),
    all: new Set(schema.columns),
  };
  indexes.set(schema, index);
  return index;
}

export function columnAt({ state, port, column }: ColumnAt): Column | undefined {
  const schema = state.typed.outputs[port];
  return schema && indexOf(schema).byName.get(column);
}

const hops = new WeakMap<RowState, Map<string, readonly Hop[]>>();

/** The columns it is made of, one node up; none for a column that begins here. */
export function hopsOf(at: ColumnAt): readonly Hop[] {
  const known = hops.get(at.state) ?? new Map<string, readonly Hop[]>();
  const name = `${at.port} ${at.column}`;
  const found = known.get(name) ?? findHops(at);
  hops.set(at.state, known.set(name, found));
  return found;
}

function findHops(at: ColumnAt): Hop[] {
  const column = columnAt(at);
  const { typed, above } = at.state;
  if (!column) return [];
  const passed = passedThrough(at, column);
  const from = passed ?? column.lineage?.from ?? [];
  const how = passed ? 'same' : (column.lineage?.how ?? 'same');
  return from.flatMap((parent) => {
    const wire = typed.linked.inputs[parent.port];
    const state = above[parent.port];
    return wire && state ? [{ port: parent.port, how, at: { state, port: wire.port, column: parent.column } }] : [];
  });
}

/** A column object that came in and goes out is the same column. */
function passedThrough({ state, column }: ColumnAt, made: Column): ColumnLineage['from'] | undefined {
  const { inputs } = state.typed;
  for (const port in inputs) if (inputs[port] && indexOf(inputs[port]).all.has(made)) return [{ port, column }];
  return undefined;
}

/** A column that arrives at an input port, as its maker calls it. */
export function arriving(state: RowState, port: string, column: string): ColumnAt | undefined {
  const wire = state.typed.linked.inputs[port];
  const above = state.above[port];
  return wire && above ? { state: above, port: wire.port, column } : undefined;
}

/** Follows a column up while it is handed on unchanged, to the output of a node; undefined when it is changed before. */
export function unchangedUpTo(start: ColumnAt | undefined, goal: RowState): ColumnAt | undefined {
  let at = start;
  while (at && at.state !== goal) {
    const hops: readonly Hop[] = hopsOf(at);
    const hop: Hop | undefined = hops.length === 1 ? hops[0] : undefined;
    at = hop && (hop.how === 'same' || hop.how === 'renamed') ? hop.at : undefined;
  }
  return at;
}

/** The column, as it comes into a node that hands it on unchanged. */
export function unchangedInto(start: ColumnAt | undefined, goal: RowState, port = 'table'): string | undefined {
  const at = unchangedUpTo(start, goal);
  if (!at) return undefined;
  const [hop, more] = hopsOf(at);
  return hop && !more && hop.port === port && (hop.how === 'same' || hop.how === 'renamed') ? hop.at.column : undefined;
}
