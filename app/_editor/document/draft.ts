import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

/** Edits that travel together; a batch sent twice is applied once. */
export interface Batch {
  readonly id: string;
  readonly edits: readonly Edit[];
}

/** A batch as the server ordered it. */
export interface OrderedBatch {
  readonly revision: number;
  readonly client: string;
  readonly batch: string;
  readonly edits: readonly Edit[];
}

/** The server's document, what this tab did since, and both together. */
export interface Draft {
  readonly client: string;
  readonly base: GraphDoc;
  readonly revision: number;
  /** Oldest first; the server has not confirmed them. */
  readonly pending: readonly Batch[];
  /** Came before its predecessor did. */
  readonly early: readonly OrderedBatch[];
  readonly doc: GraphDoc;
}

export const openDraft = (client: string, document: GraphDoc, revision: number): Draft => ({
  client,
  base: document,
  revision,
  pending: [],
  early: [],
  doc: document,
});

/** Adds edits to the last batch while that is not yet on its way, else to a new one. */
export function addEdits(draft: Draft, edits: readonly Edit[], sending: string | undefined, newId: string): Draft {
  const last = draft.pending.at(-1);
  const pending =
    last && last.id !== sending
      ? [...draft.pending.slice(0, -1), { ...last, edits: compact([...last.edits, ...edits]) }]
      : [...draft.pending, { id: newId, edits: compact(edits) }];
  return { ...draft, pending, doc: applyEdits(draft.doc, edits) };
}

/** Takes in what the server ordered: own batches leave the queue, others' go below it, and the queue is replayed. */
export function receive(draft: Draft, batches: readonly OrderedBatch[]): Draft {
  const waiting = new Map([...draft.early, ...batches].map((batch) => [batch.revision, batch]));
  let { base, revision, pending } = draft;
  for (let next = waiting.get(revision + 1); next; next = waiting.get(revision + 1)) {
    const own = next.client === draft.client;
    base = applyEdits(base, next.edits);
    if (own) pending = pending.filter((batch) => batch.id !== next?.batch);
    revision = next.revision;
  }
  if (revision === draft.revision) return { ...draft, early: [...waiting.values()].filter(after(revision)) };
  return {
    ...draft,
    base,
    revision,
    pending,
    early: [...waiting.values()].filter(after(revision)),
    doc: replay(base, pending, draft, revision),
  };
}

/** Starts again from the server's document and keeps what it has not confirmed. */
export function rebase(draft: Draft, document: GraphDoc, revision: number): Draft {
  return {
    ...draft,
    base: document,
    revision,
    early: draft.early.filter(after(revision)),
    doc: draft.pending.reduce((doc, batch) => applyEdits(doc, batch.edits), document),
  };
}

/** Gives up a batch that the server refused. */
export function dropBatch(draft: Draft, id: string): Draft {
  const pending = draft.pending.filter((batch) => batch.id !== id);
  return { ...draft, pending, doc: pending.reduce((doc, batch) => applyEdits(doc, batch.edits), draft.base) };
}

export const pendingCount = (draft: Draft): number =>
  draft.pending.reduce((count, batch) => count + batch.edits.length, 0);

const after = (revision: number) => (batch: OrderedBatch) => batch.revision > revision;

/** The same object when only own batches were confirmed, in the order they were made: nothing changed for a reader. */
function replay(base: GraphDoc, pending: readonly Batch[], before: Draft, revision: number): GraphDoc {
  const confirmed = before.pending.length - pending.length;
  const inOrder = before.pending.slice(confirmed).every((batch, index) => batch === pending[index]);
  if (confirmed === revision - before.revision && inOrder) return before.doc;
  return pending.reduce((doc, batch) => applyEdits(doc, batch.edits), base);
}

/** Leaves out edits that a later one makes void: typing and dragging send one edit, not fifty. */
function compact(edits: readonly Edit[]): Edit[] {
  return edits.filter((edit, index) => {
    const next = edits[index + 1];
    return !(next && slotOf(edit) !== undefined && slotOf(edit) === slotOf(next));
  });
}

function slotOf(edit: Edit): string | undefined {
  switch (edit.kind) {
    case 'set-setting':
      return edit.value === undefined ? undefined : `${edit.kind} ${edit.id} ${JSON.stringify(edit.path)}`;
    case 'set-title':
    case 'set-note':
    case 'set-config':
      return `${edit.kind} ${edit.id}`;
    case 'move':
      return `${edit.kind} ${Object.keys(edit.positions).sort().join(' ')}`;
    case 'set-name':
    case 'set-description':
      return edit.kind;
    default:
      return undefined;
  }
}
