import { contentKey } from './canonical';
import type { LearnedValues, StageDatabase } from './define-run';
import type { LearnedType, MapValue } from './expr/expr';
import { sqlName } from './expr/sql-text';
import type { Partition } from './schema';

/** The rows that something was learned from. */
export interface LearnedFrom {
  readonly rows: number;
  /** The part of the split, or null where no split labels the rows: then all of them. */
  readonly part: Partition | 'train and validation' | null;
  /** Columns that were read. */
  readonly columns: number;
  /**
   * Of the values of those columns, whatever the order of the rows: made of the exact sum of a hash of each row. That hash
   * is the engine's, so it compares within one version of it, as every content key does.
   */
  readonly hash: string;
}

/** How the rows got the labels by which training rows were told apart. */
export type LabelsOf = 'carried' | 'computed-earlier' | 'none';

/** One step on the way to a model: what it learned, and from which rows. */
export interface LearnedStep {
  /** Content key of what was learned; absent for the model itself. */
  readonly key?: string;
  /** Type and title of the node type. */
  readonly type: string;
  readonly title: string;
  /** Names of what was learned, each with its type and how many values it holds. */
  readonly learned: readonly { readonly name: string; readonly type: string; readonly size: number }[];
  readonly labels: LabelsOf;
  readonly from: LearnedFrom;
}

/** All that was learned on the way to a model, in order. */
export interface LeakageProof {
  readonly steps: readonly LearnedStep[];
}

/** Aggregates that count and hash the rows read, to be selected beside what is learned. */
export const ROWS_READ = { count: '$rows', hash: '$hash' } as const;

export function rowsReadSql(columns: readonly string[]): { readonly count: string; readonly hash: string } {
  return {
    count: 'count(*)::double',
    hash: columns.length === 0 ? "'0'" : `coalesce(sum(hash(${columns.map(sqlName).join(', ')})), 0)::varchar`,
  };
}

/** What was read, of the two aggregates. */
export function learnedFrom(
  read: { readonly count: unknown; readonly hash: unknown },
  part: LearnedFrom['part'],
  columns: readonly string[],
): LearnedFrom {
  const hash = contentKey([columns, String(read.count), String(read.hash)]);
  return { rows: Number(read.count), part, columns: columns.length, hash };
}

/** Counts and hashes rows in a query of its own. `rows` is what stands after `from`. */
export async function readLearnedFrom(
  database: StageDatabase,
  rows: string,
  part: LearnedFrom['part'],
  columns: readonly string[],
): Promise<LearnedFrom> {
  const { count, hash } = rowsReadSql(columns);
  const [row] = await database.rows<{ count: number; hash: string }>(
    `select ${count} as "count", ${hash} as "hash" from ${rows}`,
  );
  return learnedFrom(row!, part, columns);
}

/** Names, types and sizes of learned values. */
export const describeLearned = (values: LearnedValues): LearnedStep['learned'] =>
  Object.entries(values).map(([name, { type, value }]) => ({ name, type, size: sizeOf(value, type) }));

function sizeOf(value: unknown, type: LearnedType): number {
  if (value === null || value === undefined) return 0;
  if (type.endsWith('-map')) return (value as MapValue).keys.length;
  return Array.isArray(value) ? value.length : 1;
}

/** What was proved of how a step learned, in one sentence. */
export function describeLabels({ labels, from }: Pick<LearnedStep, 'labels' | 'from'>): string {
  switch (labels) {
    case 'carried':
      return `A split above labels its rows; it saw those labelled ${from.part ?? 'train'}.`;
    case 'computed-earlier':
      return 'The split stands below; its labels were computed here, and only rows it will label train were seen.';
    case 'none':
      return from.part === null ? 'No split labels its rows: it saw all of them.' : '';
  }
}
