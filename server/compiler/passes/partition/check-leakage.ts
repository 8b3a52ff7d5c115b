import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { TypedNode } from '../infer';
import { type Hoist, hoistTo, isHoist } from './hoist';
import { labelsThatMeet } from './labels-that-meet';
import { learnsBeforeSplit, type ReadersOf, refusal } from './learns-before-split';
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
}

/** Refuses graphs in which something learns from rows it must not see, and says which labels must be known earlier. */
export function checkLeakage(nodes: ReadonlyMap<string, TypedNode>): Partitioned {
  const states = rowStates(nodes);
  const readers = lazyReaders(nodes);
  const hoists = new Map<string, Hoist>();
  const found: Diagnostic[] = [];
  for (const state of states.values()) {
    found.push(...ownProblems(state));
    // Their fixes rewire what lies below, so they are not kept with the state.
    found.push(...labelsThatMeet(state, readers));
    if (isSplit(state) && state.learners.length > 0) {
      found.push(...learnsBeforeSplit(state, readers), ...hoistAll(state, hoists, readers));
    }
  }
  return { diagnostics: found, hoists };
}

/** Takes the learners above a split up; two splits that label the same rows differently leave none to learn from. */
function hoistAll(split: RowState, hoists: Map<string, Hoist>, readers: ReadersOf): Diagnostic[] {
  return split.learners.flatMap((learner) => {
    const hoist = hoistTo(learner, split);
    if (!isHoist(hoist)) return [];
    const known = hoists.get(learner.id);
    if (known && known.key !== hoist.key)
      return [refusal(learner, split, { why: 'two-splits', other: known.split }, readers)];
    hoists.set(learner.id, known ?? hoist);
    return [];
  });
}

const kept = new WeakMap<RowState, readonly Diagnostic[]>();

/** What follows from a node and all above it. */
function ownProblems(state: RowState): readonly Diagnostic[] {
  const known = kept.get(state);
  if (known) return known;
  const found = [...learnsFromMixedRows(state), ...tunedParts(state), ...modelProblems(state)];
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
