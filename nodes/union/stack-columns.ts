import type { Column, ColumnLineage, ColumnType, Inputs, ScalarType, TableSchema } from '../kernel';

/** One table of the union, by the port it comes in at. */
export interface Stacked {
  readonly port: string;
  readonly table: TableSchema;
}

/** A column of the result: its type, and which inputs have it as what. */
export interface StackedColumn {
  readonly name: string;
  /** Undefined when its types cannot stand in one column. */
  readonly type: ColumnType | undefined;
  readonly from: readonly { readonly port: string; readonly column: Column }[];
  /** Ports of closed tables that do not have it. */
  readonly missingIn: readonly string[];
}

/** The inputs that are wired, in the order of the ports. */
export const stackedInputs = (ports: readonly string[], inputs: Inputs): Stacked[] =>
  ports.flatMap((port) => (inputs[port] ? [{ port, table: inputs[port] }] : []));

/** Columns by name: all that any input has, or those that every input has; in the order in which they are met. */
export function stackColumns(tables: readonly Stacked[], which: 'all' | 'common'): StackedColumn[] {
  const found = new Map<string, { port: string; column: Column }[]>();
  for (const { port, table } of tables) {
    for (const column of table.columns) {
      const known = found.get(column.name);
      if (known) known.push({ port, column });
      else found.set(column.name, [{ port, column }]);
    }
  }
  return [...found].flatMap(([name, from]): StackedColumn[] => {
    const having = new Set(from.map(({ port }) => port));
    const missingIn = tables.filter(({ port }) => !having.has(port)).map(({ port }) => port);
    if (which === 'common' && missingIn.length > 0) return [];
    return [{ name, type: commonType(from.map(({ column }) => column.type)), from, missingIn }];
  });
}

/** One type for all: the same, or float for int and float. Components of two vectors are not the same numbers. */
function commonType(types: readonly ColumnType[]): ColumnType | undefined {
  const [first, ...others] = new Set(types);
  if (first === 'vector') return types.length === 1 ? first : undefined;
  if (others.length === 0) return first;
  const isNumbers = [first, ...others].every((type) => type === 'int' || type === 'float');
  return isNumbers ? 'float' : undefined;
}

/** The column as the result has it. */
export function columnOf({ name, type, from, missingIn }: StackedColumn): Column {
  const lineage: ColumnLineage = {
    from: from.map(({ port, column }) => ({ port, column: column.name })),
    how: 'same',
  };
  const nullable = missingIn.length > 0 || from.some(({ column }) => column.nullable);
  return { name, type: type ?? from[0]!.column.type, nullable, lineage };
}

/** What a missing column is filled with; a vector cannot be. */
export const fillType = ({ type }: StackedColumn): ScalarType | undefined =>
  type === undefined || type === 'vector' ? undefined : type;
