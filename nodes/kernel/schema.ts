/** The language's types: 64-bit int, double, text, UTC timestamp in microseconds. NaN does not exist: sources make it null. */
export const SCALAR_TYPES = ['bool', 'int', 'float', 'text', 'date', 'timestamp'] as const;
export type ScalarType = (typeof SCALAR_TYPES)[number];
/** `vector` is one column of named components whose names are learned in a run (a one-hot encoding). */
export type ColumnType = ScalarType | 'vector';

/** Where an output column comes from: input columns of the same node, and how. */
export interface ColumnLineage {
  readonly from: readonly { readonly port: string; readonly column: string }[];
  readonly how: 'same' | 'renamed' | 'derived' | 'aggregated';
}

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  readonly nullable: boolean;
  /** Absent on a column object passed through from an input: that is lineage `same`. */
  readonly lineage?: ColumnLineage;
}

export interface TableSchema {
  readonly columns: readonly Column[];
  /** These columns, and maybe more: checks on an open table raise no errors. */
  readonly open: boolean;
  /** The declared row identity, while it is still among the columns. */
  readonly key?: string;
  /** Set below a split: rows carry the label column `$partition`. */
  readonly partitioned?: boolean;
  /** Set below a split with folds: training rows carry the label column `$fold`. */
  readonly folds?: FoldPlan;
}

export const PARTITIONS = ['train', 'validation', 'test'] as const;
export type Partition = (typeof PARTITIONS)[number];

/** The physical name of the label column; `$` keeps it apart from any column a person may have (sources refuse it). */
export const PARTITION_COLUMN = '$partition';

/** How `$fold` is read: rounds of fitting on some training rows and judging others. See `folds.ts`. */
export interface FoldPlan {
  /** `around`: each fold is judged by a model of all others. `forward`: by a model of what came before. */
  readonly kind: 'around' | 'forward';
  readonly folds: number;
  readonly repeats: number;
}

/** The physical name of the fold column: a list of whole numbers, missing outside the training rows. */
export const FOLD_COLUMN = '$fold';

export const NUMERIC_TYPES = ['int', 'float'] as const;
export const isNumeric = (type: ColumnType): boolean => NUMERIC_TYPES.some((numeric) => numeric === type);
export const isScalar = (type: ColumnType): type is ScalarType => type !== 'vector';

export function findColumn(schema: TableSchema, name: string): Column | undefined {
  return schema.columns.find((column) => column.name === name);
}

export const columnNames = (schema: TableSchema): string[] => schema.columns.map((column) => column.name);

/** A column made by this node out of columns of one input port. */
export function derivedColumn(
  name: string,
  type: ColumnType,
  from: readonly string[],
  options: { port?: string; how?: ColumnLineage['how']; nullable?: boolean } = {},
): Column {
  const port = options.port ?? 'table';
  const lineage: ColumnLineage = { from: from.map((column) => ({ port, column })), how: options.how ?? 'derived' };
  return { name, type, nullable: options.nullable ?? false, lineage };
}

export const emptyOpenSchema: TableSchema = { columns: [], open: true };
