import { applyEdit, type Edit, invertEdit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

/** One step a person can take back. */
export interface Step {
  readonly label: string;
  readonly edits: readonly Edit[];
  readonly inverse: readonly Edit[];
  /** Steps with the same slot that follow each other quickly are one step: typing, nudging. */
  readonly slot?: string;
  readonly at: number;
}

/** What this tab did; others' edits never appear here. */
export interface History {
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
}

export const emptyHistory: History = { done: [], undone: [] };

const mergeWithinMs = 1_500;
const keep = 500;

export function record(history: History, step: Step): History {
  const last = history.done.at(-1);
  if (last?.slot !== undefined && last.slot === step.slot && step.at - last.at < mergeWithinMs) {
    const merged = {
      ...last,
      edits: [...last.edits, ...step.edits],
      inverse: [...step.inverse, ...last.inverse],
      at: step.at,
    };
    return { done: [...history.done.slice(0, -1), merged], undone: [] };
  }
  return { done: [...history.done.slice(-keep), step], undone: [] };
}

/** The edits that take the document back over all of `edits`, last one first. */
export function invertEdits(doc: GraphDoc, edits: readonly Edit[]): Edit[] {
  const inverse: Edit[] = [];
  let current = doc;
  for (const edit of edits) {
    inverse.unshift(...invertOne(current, edit));
    current = applyEdit(current, edit);
  }
  return inverse;
}

/** A setting goes back alone, so that undoing one leaves what somebody else set beside it. */
function invertOne(doc: GraphDoc, edit: Edit): Edit[] {
  if (edit.kind !== 'set-setting') return invertEdit(doc, edit);
  const node = doc.nodes[edit.id];
  const head = edit.path[0];
  if (!node || typeof head !== 'string') return [];
  return [{ kind: 'set-setting', id: edit.id, path: [head], value: node.config[head] }];
}
