import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { TypedNode } from '../infer';
import { fittedOutsideFolds } from './folds';
import { addLabel, type Hoist, hoistTo, isAboutColumns, isHoisted } from './hoist';
import { labelsThatMeet } from './labels-that-meet';
import { learnsBeforeSplit, type ReadersOf } from './learns-before-split';
import { joinsMixedRows, learnsFromMixedRows } from './mixed-rows';
import { newerThanLabel } from './newer-than-label';
import { otherRows } from './other-rows';
import { repeatedRows } from './repeated-rows';
import { isSplit, type RowState, rowStates } from './row-state';
import { targetAmongFeatures } from './target-among-features';
import { trainedOn, walkUp } from './trail';
import { tunedParts } from './tuned-parts';

export interface Partitioned {
  /** What would leak, with the path. */
  readonly diagnostics: readonly Diagnostic[];
  /** Learners above a split that learn from its training rows all the same, by id. */
  readonly hoists: ReadonlyMap<string, Hoist>;
  readonly states: ReadonlyMap<string, RowState>;
}

interface Told {
  readonly hoists: Map<string, Hoist>;
  readonly refused: Set<RowState>;
}

/** Refuses graphs in which something learns from rows it must not see, and says which labels must be known earlier. */
export function checkLeakage(nodes: ReadonlyMap<string, TypedNode>): Partitioned {
  const states = rowStates(nodes);
  const readers = lazyReaders(nodes);
  const told: Told = { hoists: new Map(), refused: new Set() };
  const found: Diagnostic[] = [];
  for (const state of states.values()) {
    found.push(...ownProblems(state));
    // Their fixes rewire what lies below, so they are not kept with the state.
    found.push(...labelsThatMeet(state, readers));
    if (isSplit(state)) found.push(...tellLearners(state, told, readers));
  }
  return { diagnostics: found, hoists: told.hoists, states };
}

/** Gives every learner above a split its labels; refuses those that cannot have them, each once. */
function tellLearners(split: RowState, told: Told, readers: ReadersOf): Diagnostic[] {
  return split.learners.flatMap((learner) => {
    if (told.refused.has(learner)) return [];
    const found = hoistTo(learner, split);
    const known = told.hoists.get(learner.id);
    const hoist = isHoisted(found) ? addLabel(known, found) : undefined;
    if (hoist) {
      told.hoists.set(learner.id, hoist);
      return [];
    }
    // What is not known of the columns yet raises no second problem.
    if (!isHoisted(found) && isAboutColumns(found) && split.typed.inputs.table?.open) return [];
    told.refused.add(learner);
    const reason = isHoisted(found) ? ({ why: 'two-splits', other: known!.labels[0]!.split } as const) : found;
    return [learnsBeforeSplit(learner, split, reason, readers)];
  });
}

const kept = new WeakMap<RowState, readonly Diagnostic[]>();

/** What follows from a node and all above it. */
function ownProblems(state: RowState): readonly Diagnostic[] {
  const known = kept.get(state);
  if (known) return known;
  const found = [
    ...learnsFromMixedRows(state),
    ...tunedParts(state),
    ...fittedOutsideFolds(state),
    ...modelProblems(state),
  ];
  if (isSplit(state)) found.push(...repeatedRows(state));
  kept.set(state, found);
  return found;
}

function modelProblems(state: RowState): Diagnostic[] {
  const trained = trainedOn(state);
  if (!trained) return [];
  const leaks = targetAmongFeatures(trained);
  if (state.isRowByRow) return leaks;
  const steps = walkUp(trained.features, () => true);
  return [...leaks, ...otherRows(trained, steps), ...joinsMixedRows(trained, steps), ...newerThanLabel(trained, steps)];
}

function lazyReaders(nodes: ReadonlyMap<string, TypedNode>): ReadersOf {
  let readers: Map<string, { node: string; port: string }[]> | undefined;
  return (id) => {
    if (!readers) {
      readers = new Map();
      for (const { linked } of nodes.values()) {
        for (const [port, from] of Object.entries(linked.inputs)) {
          const known = readers.get(from.node) ?? [];
          known.push({ node: linked.id, port });
          readers.set(from.node, known);
        }
      }
    }
    return readers.get(id) ?? [];
  };
}
