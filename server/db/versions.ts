import { and, desc, eq } from 'drizzle-orm';
import { pipelines, versions } from '@/drizzle/schema/pipelines';
import { contentKey } from '@/nodes/kernel/canonical';
import { type GraphDoc, meaningOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { AppError } from '../errors';
import type { Database } from './client';
import { pipelineNotFound } from './pipelines';

export interface VersionSummary {
  readonly id: string;
  readonly pipelineId: string;
  readonly number: number;
  readonly hash: string;
  readonly message: string;
  readonly createdAt: string;
}

export interface Version extends VersionSummary {
  readonly document: GraphDoc;
}

/** Equal for documents that differ only in how they are arranged: places, groups, notes. */
export const documentHash = (doc: GraphDoc): string => contentKey(meaningOf(doc));

/** Makes the draft as it is now the next version; throws `conflict` when nothing changed since the last. */
export async function saveVersion({ db }: Database, pipelineId: string, message: string): Promise<VersionSummary> {
  return db.transaction(async (tx) => {
    const [pipeline] = await tx.select().from(pipelines).where(eq(pipelines.id, pipelineId)).for('update');
    if (pipeline === undefined) throw pipelineNotFound(pipelineId);
    const [last] = await tx
      .select({ number: versions.number, hash: versions.hash })
      .from(versions)
      .where(eq(versions.pipelineId, pipelineId))
      .orderBy(desc(versions.number))
      .limit(1);
    const hash = documentHash(pipeline.draft);
    if (last?.hash === hash) throw nothingChanged(last.number);
    const [row] = await tx
      .insert(versions)
      .values({ pipelineId, number: (last?.number ?? 0) + 1, document: pipeline.draft, hash, message })
      .returning();
    return summary(row!);
  });
}

/** A document of its own as the next version, or the version that says the same; the draft stays as it is. */
export async function saveDocumentAsVersion(
  { db }: Database,
  pipelineId: string,
  document: GraphDoc,
  message: string,
): Promise<VersionSummary> {
  return db.transaction(async (tx) => {
    await tx.select({ id: pipelines.id }).from(pipelines).where(eq(pipelines.id, pipelineId)).for('update');
    const saved = await tx
      .select()
      .from(versions)
      .where(eq(versions.pipelineId, pipelineId))
      .orderBy(desc(versions.number));
    const hash = documentHash(document);
    const same = saved.find((version) => version.hash === hash);
    if (same !== undefined) return summary(same);
    const number = (saved[0]?.number ?? 0) + 1;
    const [row] = await tx.insert(versions).values({ pipelineId, number, document, hash, message }).returning();
    return summary(row!);
  });
}

/** Newest first. */
export async function listVersions({ db }: Database, pipelineId: string): Promise<VersionSummary[]> {
  const rows = await db
    .select({
      id: versions.id,
      pipelineId: versions.pipelineId,
      number: versions.number,
      hash: versions.hash,
      message: versions.message,
      createdAt: versions.createdAt,
    })
    .from(versions)
    .where(eq(versions.pipelineId, pipelineId))
    .orderBy(desc(versions.number));
  return rows.map(summary);
}

export async function readVersion({ db }: Database, id: string): Promise<Version> {
  const [row] = await db.select().from(versions).where(eq(versions.id, id));
  if (row === undefined) throw versionNotFound(id);
  return { ...summary(row), document: row.document };
}

/** The version of a pipeline that says the same as a document. */
export async function findVersionByHash(
  { db }: Database,
  pipelineId: string,
  hash: string,
): Promise<VersionSummary | undefined> {
  const [row] = await db
    .select()
    .from(versions)
    .where(and(eq(versions.pipelineId, pipelineId), eq(versions.hash, hash)))
    .orderBy(desc(versions.number))
    .limit(1);
  return row && summary(row);
}

function summary(row: Omit<typeof versions.$inferSelect, 'document'>): VersionSummary {
  const { id, pipelineId, number, hash, message, createdAt } = row;
  return { id, pipelineId, number, hash, message, createdAt: createdAt.toISOString() };
}

function versionNotFound(id: string): AppError {
  return new AppError({
    code: 'not_found',
    blame: 'user',
    message: 'There is no such version.',
    place: { version: id },
  });
}

function nothingChanged(number: number): AppError {
  return new AppError({
    code: 'conflict',
    blame: 'user',
    message: `Nothing changed since version ${number}, so there is nothing to save.`,
    place: { version: number },
  });
}
