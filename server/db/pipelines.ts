import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { draftEdits, pipelines } from '@/drizzle/schema/pipelines';
import { applyEdit, applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { graphDocSchema } from '@/nodes/kernel/graph-doc/graph-doc-schema';
import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import { AppError } from '../errors';
import type { Database } from './client';

/** Payload `pipelineId:revision`: a draft has a new edit. */
export const DRAFT_CHANNEL = 'sluice_drafts';

export interface Pipeline {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** The example folder it was made from. */
  readonly example: string | null;
  readonly forkedFrom: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** The document after edit number `revision`. */
export interface Draft {
  readonly document: GraphDoc;
  readonly revision: number;
}

/** Edits that were applied together, in the order of the log. */
export interface EditBatch {
  readonly revision: number;
  readonly client: string;
  readonly batch: string;
  readonly edits: Edit[];
  readonly createdAt: string;
}

export interface NewEdits {
  readonly pipelineId: string;
  /** The revision the sender's document had; absent for edits that fit any. */
  readonly baseRevision?: number;
  readonly client: string;
  /** The sender's name for this batch: sent twice, it is applied once. */
  readonly batch: string;
  readonly edits: readonly Edit[];
}

export interface Appended {
  /** The revision this batch became. */
  readonly revision: number;
  /** What was done between the sender's base and this batch, oldest first. */
  readonly missed: EditBatch[];
}

export async function createPipeline(
  { db }: Database,
  values: { name: string; document?: GraphDoc; example?: string; forkedFrom?: string },
): Promise<string> {
  const draft = { ...(values.document ?? emptyDoc(values.name)), name: values.name };
  const [row] = await db
    .insert(pipelines)
    .values({
      name: values.name,
      description: draft.description ?? null,
      draft,
      example: values.example ?? null,
      forkedFrom: values.forkedFrom ?? null,
    })
    .returning({ id: pipelines.id });
  return row!.id;
}

export async function readPipeline({ db }: Database, id: string): Promise<(Pipeline & Draft) | undefined> {
  const [row] = await db.select().from(pipelines).where(eq(pipelines.id, id));
  if (row === undefined) return undefined;
  const { draft, createdAt, updatedAt, ...rest } = row;
  return { ...rest, document: draft, createdAt: createdAt.toISOString(), updatedAt: updatedAt.toISOString() };
}

/** The oldest of that name. */
export async function findPipelineByName({ db }: Database, name: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: pipelines.id })
    .from(pipelines)
    .where(eq(pipelines.name, name))
    .orderBy(asc(pipelines.createdAt))
    .limit(1);
  return row?.id;
}

/** Its versions, runs and edits go with it; endpoints keep serving. */
export async function removePipeline({ db }: Database, id: string): Promise<boolean> {
  const removed = await db.delete(pipelines).where(eq(pipelines.id, id)).returning({ id: pipelines.id });
  return removed.length > 0;
}

/** Appends to the server-ordered log of a draft. The row lock is the order: two tabs cannot get one revision. */
export async function appendEdits({ db }: Database, request: NewEdits): Promise<Appended> {
  return db.transaction(async (tx) => {
    const [row] = await tx.select().from(pipelines).where(eq(pipelines.id, request.pipelineId)).for('update');
    if (row === undefined) throw pipelineNotFound(request.pipelineId);
    const base = request.baseRevision ?? row.revision;
    if (base > row.revision) throw fromTheFuture(base, row.revision);
    const log = await tx
      .select()
      .from(draftEdits)
      .where(and(eq(draftEdits.pipelineId, row.id), gt(draftEdits.revision, base)))
      .orderBy(asc(draftEdits.revision));
    const earlier = await tx
      .select({ revision: draftEdits.revision })
      .from(draftEdits)
      .where(
        and(
          eq(draftEdits.pipelineId, row.id),
          eq(draftEdits.client, request.client),
          eq(draftEdits.batch, request.batch),
        ),
      );
    const revision = earlier[0]?.revision ?? row.revision + 1;
    const missed = log
      .filter((entry) => entry.revision < revision)
      .map(({ createdAt, pipelineId: _, ...entry }) => ({ ...entry, createdAt: createdAt.toISOString() }));
    if (earlier.length > 0) return { revision, missed };

    const edits = request.edits.map(checkedEdit);
    if (base < row.revision) refuseTakenIds(row.draft, edits);
    const document = checkedDocument(applyEdits(row.draft, edits));
    await tx.insert(draftEdits).values({
      pipelineId: row.id,
      revision,
      edits,
      client: request.client,
      batch: request.batch,
    });
    await tx
      .update(pipelines)
      .set({
        draft: document,
        revision,
        name: document.name,
        description: document.description ?? null,
        updatedAt: new Date(),
      })
      .where(eq(pipelines.id, row.id));
    await tx.execute(sql`select pg_notify(${DRAFT_CHANNEL}, ${`${row.id}:${revision}`})`);
    return { revision, missed };
  });
}

/** Every batch after a revision, oldest first. */
export async function editsSince({ db }: Database, pipelineId: string, revision: number): Promise<EditBatch[]> {
  const log = await db
    .select()
    .from(draftEdits)
    .where(and(eq(draftEdits.pipelineId, pipelineId), gt(draftEdits.revision, revision)))
    .orderBy(asc(draftEdits.revision));
  return log.map(({ createdAt, pipelineId: _, ...entry }) => ({ ...entry, createdAt: createdAt.toISOString() }));
}

export function pipelineNotFound(id: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: 'There is no such pipeline.',
    place: { pipeline: id },
    hint: 'It may have been removed; the list of pipelines has the others.',
  });
}

function fromTheFuture(base: number, current: number): AppError {
  return new AppError({
    code: 'conflict',
    blame: 'user',
    message: `The edits continue revision ${base}, but the draft is at revision ${current}.`,
    hint: 'Reload the page to get the present draft.',
  });
}

/**
 * A stale sender adds a node whose id somebody else took meanwhile. Applied, its other edits would change that one's node:
 * the sender is to take another id.
 */
function refuseTakenIds(draft: GraphDoc, edits: readonly Edit[]): void {
  let document = draft;
  for (const edit of edits) {
    if (edit.kind === 'add-node' && document.nodes[edit.id]) {
      throw new AppError({
        code: 'conflict',
        blame: 'user',
        message: `Somebody else has added a node “${edit.id}” meanwhile.`,
        hint: 'Read the draft again, and add the node under another id.',
      });
    }
    document = applyEdit(document, edit);
  }
}

/** A document inside an edit is read as any other: an older format is migrated, a newer one refused. */
function checkedEdit(edit: Edit): Edit {
  if (edit.kind !== 'replace-document') return edit;
  const { doc, diagnostics } = parseGraphDoc(edit.document);
  if (doc === undefined) throw invalidDocument(diagnostics.map((each) => each.message));
  return { kind: 'replace-document', document: doc };
}

function checkedDocument(document: GraphDoc): GraphDoc {
  const parsed = graphDocSchema.safeParse(document);
  if (parsed.success) return parsed.data;
  throw invalidDocument(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

export function invalidDocument(messages: readonly string[]): AppError {
  return new AppError({
    code: 'invalid',
    blame: 'user',
    message: `That would not be a valid pipeline: ${messages.slice(0, 3).join('; ')}.`,
  });
}
