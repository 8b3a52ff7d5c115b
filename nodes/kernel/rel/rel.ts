import type { Expr } from '../expr/expr';
import type { FoldPlan, Partition } from '../schema';

/** `int_sum` is exact, and null beyond 64 bits; `null_share` goes from 0 to 1. */
export const AGGREGATE_FUNCTIONS = [
  'count',
  'sum',
  'int_sum',
  'mean',
  'min',
  'max',
  'median',
  'quantile',
  'stddev',
  'stddev_population',
  'variance',
  'distinct_count',
  'most_frequent',
  'null_count',
  'null_share',
  'distinct_values',
  'first',
  'last',
] as const;
export type AggregateFunction = (typeof AGGREGATE_FUNCTIONS)[number];

export interface Aggregate {
  readonly name: string;
  readonly fn: AggregateFunction;
  /** Absent only for `count`, which then counts rows. */
  readonly of?: Expr;
  /** Count only rows for which this is true. */
  readonly where?: Expr;
  /** For `quantile`: which, from 0 to 1, interpolated linearly. */
  readonly at?: number;
  /** For `first` and `last`: of which order. Ties go to the smaller value. */
  readonly order?: readonly SortKey[];
}

/** Nulls come last unless said otherwise, whatever the direction. */
export interface SortKey {
  readonly of: Expr;
  readonly descending?: boolean;
  readonly nullsFirst?: boolean;
}

export const WINDOW_FUNCTIONS = [
  'row_number',
  'rank',
  'dense_rank',
  'percent_rank',
  'lag',
  'lead',
  'first',
  'last',
  'last_present',
  'count',
  'sum',
  'int_sum',
  'mean',
  'median',
  'min',
  'max',
  'stddev',
] as const;
export type WindowFunction = (typeof WINDOW_FUNCTIONS)[number];

/** Rows a window function looks at, around its own in the window's order. Absent: the whole group. */
export type Frame =
  /** Offsets in rows: −3 to 0 is this row and the three before it; null is unbounded. */
  | { readonly kind: 'rows'; readonly from: number | null; readonly to: number | null }
  /** Offsets in time of the first sort key, in microseconds. */
  | { readonly kind: 'time'; readonly from: number | null; readonly to: number | null };

/** A column computed from rows around each row; below a split from rows of its own partition only. */
export interface WindowColumn {
  readonly name: string;
  readonly fn: WindowFunction;
  readonly of?: Expr;
  /** For `lag` and `lead`: how many rows. */
  readonly offset?: number;
  readonly by: readonly string[];
  readonly order: readonly SortKey[];
  readonly frame?: Frame;
  /** Rows without the first key of the order are in nobody's frame, and get null. */
  readonly placedOnly?: true;
}

export const JOIN_KINDS = ['inner', 'left', 'right', 'full', 'semi', 'anti'] as const;
export type JoinKind = (typeof JOIN_KINDS)[number];

/** An output column of a join: a column of one side; `both` takes the left one or, where that side is missing, the right one. */
export interface JoinColumn {
  readonly name: string;
  readonly side: 'left' | 'right' | 'both';
  readonly column: string;
  /** The right column of `both`, when it is called differently. */
  readonly right?: string;
}

export interface KeyPair {
  readonly left: string;
  readonly right: string;
}

/** How a split decides a row's label. Shares are train, validation, test and sum to 1. */
export type LabelMethod =
  | { readonly kind: 'random'; readonly seed: number }
  | { readonly kind: 'stratified'; readonly seed: number; readonly by: string }
  /** Rows with the same value stay together; missing values are a group. */
  | { readonly kind: 'group'; readonly seed: number; readonly by: string }
  | { readonly kind: 'time'; readonly by: string };

/** How the training rows are dealt into folds; a schema's `folds` says how `$fold` is read. */
export type FoldMethod =
  | { readonly kind: 'random'; readonly folds: number; readonly repeats: number; readonly seed: number }
  | {
      readonly kind: 'stratified' | 'group';
      readonly folds: number;
      readonly repeats: number;
      readonly seed: number;
      readonly by: string;
    }
  /** Expanding windows; `gap` rows before each judged window are not learned from. */
  | { readonly kind: 'time'; readonly folds: number; readonly by: string; readonly gap: number };

export interface NamedExpr {
  readonly name: string;
  readonly expr: Expr;
}

/** A relation: what a table is, not how it is computed. Every back end and every analysis reads this tree. */
export type Rel =
  | {
      readonly op: 'scan';
      readonly key: string;
      readonly columns: readonly string[];
      /** Only so many rows, from the first: previews alone say it, what is run never does. */
      readonly first?: number;
    }
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
      readonly folds?: FoldMethod;
      /** The column that identifies a row; without it the whole content does. */
      readonly identity?: string;
      /** Columns of the input, for an identity by content. */
      readonly columns: readonly string[];
    }
  | { readonly op: 'part'; readonly input: Rel; readonly parts: readonly Partition[] }
  /**
   * One round of a split's folds as a split of its own: the training rows that the round fits on stay `train`, those it
   * judges are `test`. Validation rows stay; the other rows are not in it. Below it everything holds that holds below a split.
   */
  | {
      readonly op: 'round';
      readonly input: Rel;
      readonly plan: FoldPlan;
      readonly repeat: number;
      readonly fold: number;
    }
  /** The first rows in their order; below a split of each partition. */
  | { readonly op: 'limit'; readonly input: Rel; readonly rows: number; readonly skip?: number }
  | { readonly op: 'sort'; readonly input: Rel; readonly by: readonly SortKey[] }
  /** A share of the rows, or a number of them, chosen by seed and identity; below a split of each partition. */
  | {
      readonly op: 'sample';
      readonly input: Rel;
      readonly size: { readonly share: number } | { readonly rows: number };
      readonly seed: number;
      readonly identity?: string;
      readonly columns: readonly string[];
    }
  /** One row per combination of `by`: the first in `order`, ties by content; below a split within each partition. */
  | {
      readonly op: 'distinct';
      readonly input: Rel;
      readonly by: readonly string[];
      readonly order: readonly SortKey[];
      /** Columns of the input, which break ties. */
      readonly columns: readonly string[];
    }
  /** Adds columns computed from the rows around each row. */
  | { readonly op: 'window'; readonly input: Rel; readonly windows: readonly WindowColumn[] }
  /** Null keys match nothing. The label comes from the labelled side. */
  | {
      readonly op: 'join';
      /** Left and right. */
      readonly inputs: readonly [Rel, Rel];
      readonly kind: JoinKind;
      readonly on: readonly KeyPair[];
      readonly columns: readonly JoinColumn[];
    }
  /** Every left row with the latest right row of equal keys whose time is not after the left row's, and not older than `tolerance`. */
  | {
      readonly op: 'asof';
      readonly inputs: readonly [Rel, Rel];
      readonly on: readonly KeyPair[];
      readonly time: KeyPair;
      /** Microseconds, inclusive; absent: however old. */
      readonly tolerance?: number;
      /** Among equal times the row latest by this column of the right side. */
      readonly latest?: string;
      /** That column must not be after the left row's time either: what was not yet known then is not used. */
      readonly knownBy?: boolean;
      /** Right columns taken, which break the last ties by value. */
      readonly columns: readonly JoinColumn[];
    }
  | { readonly op: 'union'; readonly inputs: readonly Rel[]; readonly columns: readonly string[] }
  /** A row per input row and entry: `name` holds the entry's label, `value` what `of` gives. */
  | {
      readonly op: 'unpivot';
      readonly input: Rel;
      readonly keep: readonly string[];
      readonly name: string;
      readonly value: string;
      readonly entries: readonly { readonly label: string; readonly of: Expr }[];
      readonly dropMissing?: boolean;
    }
  /**
   * Replaces columns by what was learned of them with the answer in sight. Training rows get what the rows of the other
   * folds taught; without that each would carry a trace of its own answer.
   */
  | { readonly op: 'out-of-fold'; readonly input: Rel; readonly columns: readonly OutOfFoldColumn[] };

/** One column of `out-of-fold`. */
export interface OutOfFoldColumn {
  readonly name: string;
  /** For rows that were learned from: all rows, when there is no split above. */
  readonly training: Expr;
  /** For every other row and for requests. */
  readonly serving: Expr;
}

export interface RowReason {
  readonly when: Expr;
  readonly reason: string;
}

/** The relations that a relation reads. */
export function inputsOf(rel: Rel): readonly Rel[] {
  if (rel.op === 'scan') return [];
  return 'inputs' in rel ? rel.inputs : [rel.input];
}

/** The same relation over other inputs, as many as it has. */
export function withInputs(rel: Rel, inputs: readonly Rel[]): Rel {
  if (rel.op === 'scan') return rel;
  return ('inputs' in rel ? { ...rel, inputs } : { ...rel, input: inputs[0] }) as Rel;
}

/** Replaces every scan of the tree. */
export function mapScans(rel: Rel, change: (scan: Extract<Rel, { op: 'scan' }>) => Rel): Rel {
  if (rel.op === 'scan') return change(rel);
  return withInputs(
    rel,
    inputsOf(rel).map((input) => mapScans(input, change)),
  );
}

export function visitRel(rel: Rel, visit: (part: Rel) => void): void {
  visit(rel);
  for (const input of inputsOf(rel)) visitRel(input, visit);
}

/** Every expression a relation node itself holds (not its inputs'). */
export function expressionsOf(rel: Rel): readonly Expr[] {
  switch (rel.op) {
    case 'project':
      return rel.columns.map((column) => column.expr);
    case 'filter':
      return [rel.where, ...(rel.reasons ?? []).map((row) => row.when)];
    case 'aggregate':
      return rel.aggregates.flatMap(({ of, where, order }) => [
        ...[of, where].filter((part) => part !== undefined),
        ...(order ?? []).map((key) => key.of),
      ]);
    case 'sort':
      return rel.by.map((key) => key.of);
    case 'distinct':
      return rel.order.map((key) => key.of);
    case 'window':
      return rel.windows.flatMap(({ of, order }) => [...(of ? [of] : []), ...order.map((key) => key.of)]);
    case 'unpivot':
      return rel.entries.map((entry) => entry.of);
    case 'out-of-fold':
      return rel.columns.flatMap(({ training, serving }) => [training, serving]);
    default:
      return [];
  }
}
