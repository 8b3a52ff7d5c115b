import type { Rel, WindowColumn } from '@/nodes/kernel/rel/rel';
import { type ColumnAt, columnAt, hopsOf } from './columns';
import { shareRows } from './paths';
import { findRel, relsOf } from './row-state';
import { shapeOf } from './shape';

/** Which other rows decide a column that a node makes, and within which groups. */
export interface RowsLookedAt {
  readonly rows: 'past' | 'others';
  /** Columns that all rows looked at share with the row itself. */
  readonly by: readonly string[];
  /** They are found in another table, so the label of the row does not limit them. */
  readonly inOtherTable?: true;
}

/** Undefined for a column that its own row decides, or that was made further up. */
export function rowsLookedAt(at: ColumnAt): RowsLookedAt | undefined {
  const { traits } = at.state.typed;
  // What makes other rows is judged where its rows meet the ones they were made of.
  if (traits.looksAt === undefined || traits.rows === 'changes') return undefined;
  const asof = findRel(shapeOf(at.state.typed)[at.port], 'asof');
  if (asof) return asofRows(at, asof);
  const window = windowOf(at);
  if (window) return { rows: looksAhead(window) ? 'others' : 'past', by: window.by };
  const hops = hopsOf(at);
  const isMade = columnAt(at) !== undefined && !hops.some((hop) => hop.how === 'same' || hop.how === 'renamed');
  return isMade ? { rows: traits.looksAt, by: [] } : undefined;
}

/** An earlier row of a history; of a history of the same rows, it may be one of another part. */
function asofRows({ state, column }: ColumnAt, asof: Extract<Rel, { op: 'asof' }>): RowsLookedAt | undefined {
  const [rows, history] = asof.inputs.map((input) => (input.op === 'scan' ? state.above[input.key] : undefined));
  if (!asof.columns.some(({ name }) => name === column) || !rows || !history || !shareRows(rows, history))
    return undefined;
  return { rows: 'past', by: asof.on.map(({ left }) => left), inOtherTable: true };
}

/** A value of rows strictly before this one: the target of an earlier row is no secret. */
export function isEarlierRow(at: ColumnAt): boolean {
  if (at.state.typed.traits.looksAt === undefined) return false;
  const window = windowOf(at);
  if (!window || isBackwards(window)) return false;
  if (window.fn === 'lag') return (window.offset ?? 1) > 0;
  return window.order.length > 0 && window.frame?.to !== undefined && window.frame.to !== null && window.frame.to < 0;
}

function windowOf({ state, port, column }: ColumnAt): WindowColumn | undefined {
  return relsOf(shapeOf(state.typed)[port], 'window')
    .flatMap(({ windows }) => windows)
    .find(({ name }) => name === column);
}

/** In a descending order the rows that come before are later ones. */
const isBackwards = ({ order }: Pick<WindowColumn, 'order'>): boolean => order[0]?.descending === true;

/** Ranks count rows before; a frame that ends at the row itself or earlier does not look ahead. */
function looksAhead({ fn, order, offset, frame }: WindowColumn): boolean {
  if (order.length === 0 || isBackwards({ order })) return true;
  if (fn === 'lag') return (offset ?? 1) < 0;
  if (fn === 'lead') return (offset ?? 1) > 0;
  if (fn === 'row_number' || fn === 'rank' || fn === 'dense_rank') return false;
  return frame === undefined || frame.to === null || frame.to > 0;
}
