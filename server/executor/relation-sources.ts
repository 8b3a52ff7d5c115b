import { join } from 'node:path';
import type { LearnedValues } from '@/nodes/kernel/define-run';
import { sqlText } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { PublishedArtifact } from '@/server/db/computations';
import { type ArtifactStore, TABLE_FILE } from '@/server/store/artifact-store';
import { relationKeys } from './relation-keys';

export interface RelationSources {
  scan(key: string): string;
  learned(fit: string, name: string): unknown;
  components(key: string): Readonly<Record<string, readonly string[]>>;
}

/** Opens what a relation reads, outside of any stage (previews, counts). `given`: learned values that no stage has written. */
export async function openSources(
  rel: Rel,
  artifacts: Readonly<Record<string, PublishedArtifact>>,
  store: ArtifactStore,
  given: ReadonlyMap<string, LearnedValues> = new Map(),
): Promise<RelationSources> {
  const { scans, fits } = relationKeys(rel);
  const paths = new Map<string, string>();
  const learned = new Map<string, LearnedValues>(given);
  for (const key of scans) paths.set(key, join(await store.open(artifacts[key]!.hash), TABLE_FILE));
  for (const key of fits)
    if (!learned.has(key)) learned.set(key, await store.readJson<LearnedValues>(artifacts[key]!.hash));
  return {
    scan: (key) => `read_parquet(${sqlText(paths.get(key)!)})`,
    learned: (fit, name) => learned.get(fit)?.[name]?.value,
    components: (key) => artifacts[key]?.meta.components ?? {},
  };
}
