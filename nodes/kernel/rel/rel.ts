import type { Expr } from '../expr/expr';
import type { Partition } from '../schema';

export const AGGREGATE_FUNCTIONS = [
  'count',
  'sum',
  'mean',
  'min',
  'max',
  'median',
  'stddev',
  'stddev_population',
  'distinct_count',
  'most_frequent',
  'null_count',
  'distinct_values',
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

export interface Aggregate {
  readonly name: string;
  readonly fn: AggregateFunction;
  /** Absent only for `count`, which then counts rows. */
  readonly of?: Expr;
  /** Count only rows for which this is true. */
  readonly where?: Expr;
}

/** How a split decides a row's label. Shares are train, validation, test and sum to 1. */
export type LabelMethod =
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'stratified'; readonly seed: number; readonly by: string }
  | { readonly kind: 'time'; readonly by: string };

export interface NamedExpr {
  readonly name: string;
  readonly expr: Expr;
}

/** A relation: what a table is, not how it is computed. Every back end and every analysis reads this tree. */
export type Rel =
  | { readonly op: 'scan'; readonly key: string; readonly columns: readonly string[] }
  | { readonly op: 'project'; readonly input: Rel; readonly columns: readonly NamedExpr[] }
  /** Keep rows where `where` is true. At serving a row that falls out is answered with the first reason that holds. */
  | { readonly op: 'filter'; readonly input: Rel; readonly where: Expr; readonly reasons?: readonly RowReason[] }
  | {
      readonly op: 'aggregate';
      readonly input: Rel;
      readonly by: readonly string[];
      readonly aggregates: readonly Aggregate[];
    }
  /** Adds the count of rows that share the values of `by` (nulls are not counted and get 0), within each partition. */
  | { readonly op: 'count-same'; readonly input: Rel; readonly by: readonly string[]; readonly name: string }
  | {
      readonly op: 'label';
      readonly input: Rel;
      readonly method: LabelMethod;
      readonly shares: readonly [number, number, number];
      /** The column that identifies a row; without it the whole content does. */
      readonly identity?: string;
      /** Columns of the input, for an identity by content. */
      readonly columns: readonly string[];
    }
  | { readonly op: 'part'; readonly input: Rel; readonly parts: readonly Partition[] }
  | { readonly op: 'limit'; readonly input: Rel; readonly rows: number };

export interface RowReason {
  readonly when: Expr;
  readonly reason: string;
}

/** The same relation over other inputs. */
export function withInput(rel: Rel, input: Rel): Rel {
  return rel.op === 'scan' ? rel : { ...rel, input };
}

/** Replaces every scan of the tree. */
export function mapScans(rel: Rel, change: (scan: Extract<Rel, { op: 'scan' }>) => Rel): Rel {
  return rel.op === 'scan' ? change(rel) : withInput(rel, mapScans(rel.input, change));
}

export function visitRel(rel: Rel, visit: (part: Rel) => void): void {
  visit(rel);
  if (rel.op !== 'scan') visitRel(rel.input, visit);
}

/** Every expression a relation node itself holds (not its input's). */
export function expressionsOf(rel: Rel): readonly Expr[] {
  switch (rel.op) {
    case 'project':
      return rel.columns.map((column) => column.expr);
    case 'filter':
      return [rel.where, ...(rel.reasons ?? []).map((row) => row.when)];
    case 'aggregate':
      return rel.aggregates.flatMap((aggregate) =>
        [aggregate.of, aggregate.where].filter((part) => part !== undefined),
      );
    default:
      return [];
  }
}
