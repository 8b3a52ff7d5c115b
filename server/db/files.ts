import { desc, eq } from 'drizzle-orm';
import { files } from '@/drizzle/schema/pipelines';
import type { Database } from './client';

/** An uploaded or imported raw file; its bytes are in the store, under its hash. */
export interface StoredFile {
  readonly hash: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly createdAt: string;
}

/** Idempotent; equal bytes keep the name they first came with. */
export async function recordFile(
  { db }: Database,
  file: { hash: string; name: string; sizeBytes: number },
): Promise<void> {
  await db.insert(files).values(file).onConflictDoNothing();
}

/** Newest first. */
export async function listFiles({ db }: Database, limit = 200): Promise<StoredFile[]> {
  const rows = await db.select().from(files).orderBy(desc(files.createdAt)).limit(limit);
  return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
}

export async function findFile({ db }: Database, hash: string): Promise<StoredFile | undefined> {
  const [row] = await db.select().from(files).where(eq(files.hash, hash));
  return row && { ...row, createdAt: row.createdAt.toISOString() };
}
