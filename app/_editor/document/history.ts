import { applyEdit, type Edit, invertEdit } from '@/nodes/kernel/graph-doc/edits';
import { editsBetween } from '@/nodes/kernel/graph-doc/edits-between';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Owned } from '@/nodes/kernel/graph-doc/records';
import { type Renames, renameInEdit } from '@/nodes/kernel/graph-doc/rename';

/** One step a person can take back. */
export interface Step {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly inverse: readonly Edit[];
  /** Steps with the same slot that follow each other quickly are one step: typing, nudging. */
  readonly slot?: string;
  /** When it was done, in ms. */
  readonly at: number;
}

/** What this tab did; others' edits never appear here, nor do runs. */
export interface History {
  /** Oldest first. */
  readonly done: readonly Step[];
  /** The one that was taken back last is last. */
  readonly undone: readonly Step[];
}

export const emptyHistory: History = { done: [], undone: [] };

const mergeWithinMs = 1_500;
const keep = 500;

export function record(history: History, step: Step): History {
  const last = history.done.at(-1);
  const isOne = last?.slot !== undefined && last.slot === step.slot && step.at - last.at < mergeWithinMs;
  // What was taken back between the two makes them two.
  if (last && isOne && history.undone.length === 0) {
    const merged = {
      ...last,
      edits: [...last.edits, ...step.edits],
      inverse: [...step.inverse, ...last.inverse],
      at: step.at,
    };
    return { done: [...history.done.slice(0, -1), merged], undone: [] };
  }
  return { done: [...history.done.slice(1 - keep), step], undone: [] };
}

/** The history after a step back or forth, and what the edits that go with it made of the document. */
export interface Travelled {
  readonly history: History;
  readonly applied: Applied;
  readonly label: string;
}

/** One step back. A step whose traces others have removed since is dropped, and the one before it is taken. */
export function undo({ done, undone }: History, doc: GraphDoc): Travelled | undefined {
  for (let count = done.length; count > 0; count -= 1) {
    const step = done[count - 1]!;
    const applied = apply(doc, step.inverse);
    if (applied.edits.length === 0) continue;
    const { slot: _, ...rest } = step;
    const again: Step = { ...rest, edits: applied.inverse };
    return { history: { done: done.slice(0, count - 1), undone: [...undone, again] }, applied, label: step.label };
  }
  return undefined;
}

/** One step forth. */
export function redo({ done, undone }: History, doc: GraphDoc): Travelled | undefined {
  for (let count = undone.length; count > 0; count -= 1) {
    const step = undone[count - 1]!;
    const applied = apply(doc, step.edits);
    if (applied.edits.length === 0) continue;
    const again: Step = { ...step, inverse: applied.inverse };
    return { history: { done: [...done, again], undone: undone.slice(0, count - 1) }, applied, label: step.label };
  }
  return undefined;
}

/** Steps about nodes whose ids somebody else took first. */
export function renameInHistory(history: History, renames: Renames): History {
  const rename = (step: Step): Step => ({
    ...step,
    edits: step.edits.map((edit) => renameInEdit(edit, renames)),
    inverse: step.inverse.map((edit) => renameInEdit(edit, renames)),
  });
  return { done: history.done.map(rename), undone: history.undone.map(rename) };
}

/** What edits made of a document. */
export interface Applied {
  /** Without those that changed nothing: a stale one could do harm later. */
  readonly edits: readonly Edit[];
  /** They take the document back, last one first. */
  readonly inverse: readonly Edit[];
  readonly doc: GraphDoc;
}

export function apply(doc: GraphDoc, edits: readonly Edit[]): Applied {
  const inverses: Edit[][] = [];
  const owned: Owned = new WeakSet();
  let current = doc;
  const effective = edits.filter((edit) => {
    const inverse = invertOne(current, edit);
    const after = applyEdit(current, edit, owned);
    if (after === current) return false;
    inverses.push(inverse);
    current = after;
    return true;
  });
  return { edits: effective, inverse: inverses.reverse().flat(), doc: current };
}

function invertOne(doc: GraphDoc, edit: Edit): Edit[] {
  if (edit.kind === 'replace-document') return editsBetween(edit.document, doc);
  if (edit.kind !== 'set-setting') return invertEdit(doc, edit);
  // A setting goes back alone, so that undoing one leaves what somebody else set beside it.
  const node = doc.nodes[edit.id];
  const head = edit.path[0];
  if (!node || typeof head !== 'string') return [];
  return [{ kind: 'set-setting', id: edit.id, path: [head], value: node.config[head] }];
}
