import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Renames } from '@/nodes/kernel/graph-doc/rename';
import { type Batch, compact, type OrderedBatch } from './batch';
import { replay } from './replay';

export type { Batch, OrderedBatch };

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
  /** Nodes of pending edits whose ids somebody else took first, in the last change of the draft. */
  readonly renamed: Renames;
}

const noRenames: Renames = new Map();

export const openDraft = (client: string, document: GraphDoc, revision: number): Draft => ({
  client,
  base: document,
  revision,
  pending: [],
  early: [],
  doc: document,
  renamed: noRenames,
});

/** Adds edits, with what they made of the document, to the last batch while that was not sent, else to a new one. */
export function addEdits(
  draft: Draft,
  { edits, doc }: { readonly edits: readonly Edit[]; readonly doc: GraphDoc },
  newId: string,
): Draft {
  const last = draft.pending.at(-1);
  const pending =
    last && !last.sent && last.client === draft.client
      ? [...draft.pending.slice(0, -1), { ...last, edits: compact([...last.edits, ...edits]) }]
      : [...draft.pending, { id: newId, client: draft.client, edits: compact(edits) }];
  return { ...draft, pending, doc, renamed: noRenames };
}

/** The batch is on its way: whether or not the answer comes, the server may have it. */
export const markSent = (draft: Draft, id: string): Draft => ({
  ...draft,
  pending: draft.pending.map((batch) => (batch.id === id && !batch.sent ? { ...batch, sent: true } : batch)),
  renamed: noRenames,
});

/** Takes in what the server ordered: own batches leave the queue, others' go below it, and the queue is replayed. */
export function receive(draft: Draft, batches: readonly OrderedBatch[]): Draft {
  const waiting = new Map([...draft.early, ...batches].map((batch) => [batch.revision, batch]));
  // Also those that came with the document already: a batch of before the tab was reloaded.
  const known = new Set(batches.filter(({ revision }) => revision <= draft.revision).map(({ batch }) => batch));
  let { base, revision } = draft;
  for (let next = waiting.get(revision + 1); next; next = waiting.get(revision + 1)) {
    base = applyEdits(base, next.edits);
    revision = next.revision;
    known.add(next.batch);
  }
  const pending = draft.pending.filter(({ id }) => !known.has(id));
  const early = [...waiting.values()].filter((batch) => batch.revision > revision);
  const confirmed = draft.pending.length - pending.length;
  if (revision === draft.revision && confirmed === 0) return { ...draft, early, renamed: noRenames };
  // Nothing changed for a reader when only own batches were confirmed, in the order in which they were made.
  const isOwnOnly =
    confirmed === revision - draft.revision &&
    draft.pending.slice(confirmed).every((batch, index) => batch === pending[index]);
  if (isOwnOnly) return { ...draft, base, revision, pending, early, renamed: noRenames };
  return { ...draft, base, revision, early, ...replay(base, pending) };
}

/** Starts again from the server's document and keeps what it has not confirmed. */
export const rebase = (draft: Draft, document: GraphDoc, revision: number): Draft => ({
  ...draft,
  base: document,
  revision,
  early: draft.early.filter((batch) => batch.revision > revision),
  ...replay(document, draft.pending),
});

/** Takes over batches that a tab which is gone could not send. */
export function adopt(draft: Draft, batches: readonly Batch[]): Draft {
  const fresh = batches.filter(({ id }) => !draft.pending.some((batch) => batch.id === id));
  if (fresh.length === 0) return { ...draft, renamed: noRenames };
  const sealed = fresh.map((batch): Batch => ({ ...batch, sent: true }));
  return { ...draft, ...replay(draft.base, [...draft.pending, ...sealed]) };
}

/** Gives up a batch that the server refused. */
export const dropBatch = (draft: Draft, id: string): Draft => ({
  ...draft,
  ...replay(
    draft.base,
    draft.pending.filter((batch) => batch.id !== id),
  ),
});

export const pendingCount = (draft: Draft): number =>
  draft.pending.reduce((count, batch) => count + batch.edits.length, 0);
