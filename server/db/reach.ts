import type { Database } from './client';

type HasSql = Pick<Database, 'sql'>;

/**
 * Keys that versions, deployments, the last runs and the datasets of living drawings reach: every port of their specs,
 * and what those relations read.
 */
export async function readReachedKeys({ sql }: HasSql, keepRuns: number): Promise<Set<string>> {
  const files = [...(await readUsedFileHashes({ sql }, keepRuns))];
  const rows = await sql<{ key: string }[]>`
    with kept as (
      select r.spec from runs r
      where r.state = 'running' or r.version_id is not null or r.id in (select d.run_id from deployments d)
        or r.number in (select n.number from runs n where n.pipeline_id is not null order by n.number desc limit ${keepRuns})
      union all
      -- Imports have no pipeline: they stay as long as their file is drawn somewhere.
      select r.spec from runs r
      where r.pipeline_id is null and exists (
        select 1 from jsonb_array_elements(r.spec -> 'stages') s where s #>> '{dataset,fileHash}' = any(${files}::text[])
      )
    )
    select distinct o ->> 'key' as key
    from kept, jsonb_array_elements(kept.spec -> 'stages') s, jsonb_array_elements((s -> 'outputs') || (s -> 'inputs')) o
    union
    select artifact_key from deployments`;
  return new Set(rows.map((row) => row.key));
}

/** Uploaded files that drafts, versions or kept runs name. */
export async function readUsedFileHashes({ sql }: HasSql, keepRuns: number): Promise<Set<string>> {
  const rows = await sql<{ hash: string }[]>`
    with used as (
      select p.draft::text as text from pipelines p
      union all select v.document::text from versions v
      union all select r.spec::text from runs r
      where r.state = 'running'
        or r.number in (select n.number from runs n where n.pipeline_id is not null order by n.number desc limit ${keepRuns})
    )
    select distinct m[1] as hash from used, regexp_matches(used.text, '[0-9a-f]{64}', 'g') m`;
  return new Set(rows.map((row) => row.hash));
}

/** Forgets catalogue rows that are old and not reached; returns the hashes that no remaining row names. */
export async function deleteUnreached(
  { sql }: HasSql,
  { reached, minAgeMs, dryRun }: { reached: ReadonlySet<string>; minAgeMs: number; dryRun: boolean },
): Promise<Set<string>> {
  const age = `${minAgeMs} milliseconds`;
  return sql.begin(async (tx) => {
    // No run may start between the look and the deed: it would count on what is about to go.
    await tx`select sluice_lock(true)`;
    const doomed = await tx<{ key: string; hash: string }[]>`
      select key, hash from catalogue k
      where k.used_at < now() - ${age}::interval and k.created_at < now() - ${age}::interval
        and regexp_replace(k.key, '^refused:', '') <> all(${[...reached]}::text[])
        and k.hash not in (select d.artifact_hash from deployments d)
        and not (starts_with(k.key, 'same:') and exists (
          select 1 from catalogue o where o.hash = k.hash and o.key = any(${[...reached]}::text[])))`;
    const keys = doomed.map((row) => row.key);
    const kept = await tx<{ hash: string }[]>`
      select distinct hash from catalogue where hash = any(${doomed.map((row) => row.hash)}::text[]) and key <> all(${keys}::text[])`;
    if (!dryRun && keys.length > 0) await tx`delete from catalogue where key = any(${keys}::text[])`;
    const still = new Set(kept.map((row) => row.hash));
    return new Set(doomed.map((row) => row.hash).filter((hash) => !still.has(hash)));
  });
}

/** Hashes that the catalogue or a deployment names. */
export async function readStoredHashes({ sql }: HasSql): Promise<Set<string>> {
  const rows = await sql<{ hash: string }[]>`
    select hash from catalogue union select artifact_hash from deployments`;
  return new Set(rows.map((row) => row.hash));
}
