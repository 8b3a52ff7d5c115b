import type { Sql, TransactionSql } from 'postgres';
import type { ArtifactMeta } from '@/drizzle/schema/execution';
import type { ArtifactKind } from '@/server/compiler/emit/run-spec';
import type { Database } from './client';

export interface CatalogueEntry {
  readonly key: string;
  readonly kind: ArtifactKind;
  /** Where the bytes are: SHA-256 of the artifact. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly meta: ArtifactMeta;
  /** The number of the run that made it. */
  readonly runNumber: number | null;
  readonly createdAt: Date;
}

type AnySql = Sql | TransactionSql;

/** What is materialised of `keys`. */
export async function findArtifacts(
  { sql }: Pick<Database, 'sql'>,
  keys: readonly string[],
): Promise<Map<string, CatalogueEntry>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<CatalogueEntry[]>`
    select key, kind, hash, size_bytes::float8 as "sizeBytes", meta, run_number as "runNumber", created_at as "createdAt"
    from catalogue where key in ${sql([...new Set(keys)])}`;
  return new Map(rows.map((row) => [row.key, row]));
}

/** An artifact, or what its stage had written before a gate refused it. */
export async function findReport(database: Pick<Database, 'sql'>, key: string): Promise<CatalogueEntry | undefined> {
  const refused = `refused:${key}`;
  const found = await findArtifacts(database, [key, refused]);
  return found.get(key) ?? found.get(refused);
}

/** Which of `keys` are in the catalogue, with the number of the run that made each. */
export async function readKnownKeys(sql: AnySql, keys: readonly string[]): Promise<Map<string, number | null>> {
  if (keys.length === 0) return new Map();
  const rows = await sql<{ key: string; runNumber: number | null }[]>`
    select key, run_number as "runNumber" from catalogue where key = any(${[...new Set(keys)]})`;
  return new Map(rows.map((row) => [row.key, row.runNumber]));
}

/** Says that artifacts are in use, so that gc leaves them alone for an hour. */
export async function touchArtifacts(sql: AnySql, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await sql`update catalogue set used_at = now() where key = any(${[...keys]})`;
}

/** Forgets a damaged artifact: the next run computes it anew. */
export async function forgetArtifact({ sql }: Pick<Database, 'sql'>, hash: string): Promise<void> {
  await sql`delete from catalogue where hash = ${hash}`;
}
