import { type FoldMethod, type LabelMethod, type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import type { TypedNode } from '../infer';
import { shapeOf } from './shape';

export type LabelRel = Extract<Rel, { op: 'label' }>;
export type FoldLabelRel = LabelRel & { readonly folds: FoldMethod };

/** What the rows of a node know of the splits around them; follows from the node and the states above it. */
export interface RowState {
  readonly id: string;
  readonly title: string;
  readonly typed: TypedNode;
  /** The states that feed it, by input port. */
  readonly above: Readonly<Record<string, RowState>>;
  /** The split whose labels its rows carry. */
  readonly split?: RowState;
  /** A split lies above, whether or not its labels are still carried. */
  readonly isBelowSplit: boolean;
  /** All its rows' values follow from their own row of one table: no join, group or window lies above. */
  readonly isRowByRow: boolean;
  /** Nodes above that learn: what a split holds back they have seen, unless they are told of it. */
  readonly learners: readonly RowState[];
}

const kept = new WeakMap<TypedNode, RowState>();
const NONE: readonly RowState[] = [];

/** The state of every node, in order. A node's state is the same object while nothing above it changed. */
export function rowStates(nodes: ReadonlyMap<string, TypedNode>): Map<string, RowState> {
  const states = new Map<string, RowState>();
  for (const [id, typed] of nodes) {
    const before = kept.get(typed);
    if (before && isSame(before, states)) {
      states.set(id, before);
      continue;
    }
    const state = newState(typed, states);
    kept.set(typed, state);
    states.set(id, state);
  }
  return states;
}

function isSame(before: RowState, states: ReadonlyMap<string, RowState>): boolean {
  const { inputs } = before.typed.linked;
  for (const port in inputs) if (before.above[port] !== states.get(inputs[port]!.node)) return false;
  return true;
}

function newState(typed: TypedNode, states: ReadonlyMap<string, RowState>): RowState {
  const { id, title, inputs } = typed.linked;
  const above: Record<string, RowState> = {};
  for (const [port, from] of Object.entries(inputs)) {
    const state = states.get(from.node);
    if (state) above[port] = state;
  }
  const parents = Object.values(above);
  const labels = typed.traits.labelsRows !== undefined;
  const state = {
    id,
    title,
    typed,
    above,
    isBelowSplit: parents.some((parent) => parent.isBelowSplit || isSplit(parent)),
    isRowByRow: parents.length < 2 && parents.every((parent) => parent.isRowByRow) && isRowByRow(typed),
    learners: NONE,
  };
  const own = learnsFromTable(typed) ? [state] : NONE;
  const learnersAbove = parents.length === 1 ? parents[0]!.learners : parents.flatMap((parent) => parent.learners);
  const split = labels ? state : parents.map(splitOfRows).find((found) => found !== undefined);
  return Object.assign(state, {
    ...(split ? { split } : {}),
    learners: learnersAbove.length + own.length === 0 ? NONE : [...new Set([...learnersAbove, ...own])],
  });
}

export const isSplit = ({ typed }: RowState): boolean => typed.traits.labelsRows !== undefined;

const isRowByRow = ({ traits }: TypedNode): boolean => traits.rows !== 'changes' && traits.looksAt === undefined;

const learnsFromTable = ({ traits, inputs }: TypedNode): boolean =>
  traits.learns === 'from-training-rows' && inputs.table !== undefined;

/** The split whose labels a node's tables carry. */
function splitOfRows(state: RowState): RowState | undefined {
  return Object.values(state.typed.outputs).some((schema) => schema.partitioned) ? state.split : undefined;
}

/** The split whose labels the rows that arrive at a port carry. */
export function splitAt(state: RowState, port = 'table'): RowState | undefined {
  return state.typed.inputs[port]?.partitioned ? state.above[port]?.split : undefined;
}

/** How a split labels rows: the relation it makes, over its input. */
export function labelOf(split: RowState): LabelRel | undefined {
  return findRel(shapeOf(split.typed).table, 'label');
}

/** Columns whose equal values always get the same label; none when whole rows or ranks decide. */
export function labelColumns(split: RowState): readonly string[] {
  const label = labelOf(split);
  if (!label) return [];
  if (isRowLocal(label.method) && !('by' in label.method)) return label.identity === undefined ? [] : [label.identity];
  return label.method.kind === 'stratified' || !('by' in label.method) ? [] : [label.method.by];
}

const isRowLocal = (method: LabelMethod): boolean => method.kind !== 'stratified';

/** Whether time decides the labels: what is newer than the training rows is the test. */
export const isByTime = (split: RowState): boolean => labelOf(split)?.method.kind.startsWith('time') ?? false;

/** The topmost relation of one kind. */
export const findRel = <Op extends Rel['op']>(rel: Rel | undefined, op: Op): RelOf<Op> | undefined =>
  relsOf(rel, op)[0];

type RelOf<Op extends Rel['op']> = Extract<Rel, { op: Op }>;

/** All relations of one kind, from the top down. */
export function relsOf<Op extends Rel['op']>(rel: Rel | undefined, op: Op): RelOf<Op>[] {
  const found: RelOf<Op>[] = [];
  if (rel)
    visitRel(rel, (part) => {
      if (part.op === op) found.push(part as RelOf<Op>);
    });
  return found;
}
