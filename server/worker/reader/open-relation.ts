import type { DuckDBConnection } from '@duckdb/node-api';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { renderSql } from '@/server/compiler/emit/duckdb';
import { vectorComponents } from '@/server/compiler/emit/vector-components';
import { findArtifacts } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { relationKeys } from '@/server/executor/relation-keys';
import { openSources } from '@/server/executor/relation-sources';
import type { ArtifactStore } from '@/server/store/artifact-store';

/** What one request reads with. */
export interface Reading {
  readonly connection: DuckDBConnection;
}

export interface OpenedRelation {
  readonly rel: Rel;
  readonly sql: string;
  /** Names of the components of vector columns. */
  readonly components: Readonly<Record<string, readonly string[]>>;
  /** Rows of a plain scan, which its artifact knows. */
  readonly rowCount: number | undefined;
}

/** Artifacts that a relation needs and that are not there: its port has to be run first. */
export class NotMaterialised extends Error {
  constructor(readonly keys: readonly string[]) {
    super('not materialised');
  }
}

/** Finds what a relation reads, and renders its SQL. */
export async function openRelation(database: Database, store: ArtifactStore, rel: Rel): Promise<OpenedRelation> {
  const { scans, fits } = relationKeys(rel);
  const artifacts = await findArtifacts(database, [...scans, ...fits]);
  const missing = [...scans, ...fits].filter((key) => !artifacts.has(key));
  if (missing.length > 0) throw new NotMaterialised(missing);
  const sources = await openSources(rel, Object.fromEntries(artifacts), store);
  return {
    rel,
    sql: renderSql(rel, sources),
    components: vectorComponents(rel, sources),
    rowCount: rel.op === 'scan' ? artifacts.get(rel.key)!.meta.rowCount : undefined,
  };
}
