import type { LearnedValues } from '@/nodes/kernel/define-run';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { renderSql } from '@/server/compiler/emit/duckdb';
import { vectorComponents } from '@/server/compiler/emit/vector-components';
import { type CatalogueEntry, findArtifacts } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { relationKeys } from '@/server/executor/relation-keys';
import { openSources } from '@/server/executor/relation-sources';
import type { ArtifactStore } from '@/server/store/artifact-store';

export interface OpenedRelation {
  readonly rel: Rel;
  readonly sql: string;
  /** Names of the components of vector columns. */
  readonly components: Readonly<Record<string, readonly string[]>>;
  /** Of a plain scan. */
  readonly artifact: CatalogueEntry | undefined;
}

/** Artifacts that a relation needs and that are not there: its port has to be run first. */
export class NotMaterialised extends Error {
  constructor(readonly keys: readonly string[]) {
    super('not materialised');
  }
}

/** Finds what a relation reads, and renders its SQL; `learned` stands in for artifacts of learned values. */
export async function openRelation(
  database: Database,
  store: ArtifactStore,
  rel: Rel,
  learned: ReadonlyMap<string, LearnedValues>,
): Promise<OpenedRelation> {
  const { scans, fits } = relationKeys(rel);
  const needed = [...scans, ...fits.filter((key) => !learned.has(key))];
  const artifacts = await findArtifacts(database, needed);
  const missing = needed.filter((key) => !artifacts.has(key));
  if (missing.length > 0) throw new NotMaterialised(missing);
  const sources = await openSources(rel, Object.fromEntries(artifacts), store, learned);
  return {
    rel,
    sql: renderSql(rel, sources),
    components: vectorComponents(rel, sources),
    artifact: rel.op === 'scan' ? artifacts.get(rel.key) : undefined,
  };
}
