import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PortCount } from '@/drizzle/schema/execution';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { isLabelled } from '@/nodes/kernel/rel/rel-columns';
import { renderSql } from '@/server/compiler/emit/duckdb';
import type { PublishedArtifact } from '@/server/db/computations';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { openStore } from '@/server/store/disk-store';
import { openSources } from './relation-sources';

/** Tables that were fused into a query have no count of their own: plain data for a stage process. */
export interface CountWork {
  readonly ports: Readonly<Record<string, Rel>>;
  readonly artifacts: Readonly<Record<string, PublishedArtifact>>;
  readonly home: string;
  readonly memoryLimitBytes: number;
}

export async function countPorts(work: CountWork, signal: AbortSignal): Promise<Record<string, PortCount>> {
  const store = openStore(work.home);
  const temporaryFolder = join(store.draftFolder, `work-${randomUUID()}`);
  const database = new DuckdbStageDatabase(
    { memoryLimitBytes: work.memoryLimitBytes, threads: 1, temporaryFolder, allowedPaths: [store.artifacts] },
    signal,
  );
  try {
    const counts: Record<string, PortCount> = {};
    for (const [port, rel] of Object.entries(work.ports)) {
      const sql = renderSql(rel, await openSources(rel, work.artifacts, store));
      counts[port] = await countRows(database, sql, isLabelled(rel));
    }
    return counts;
  } finally {
    await database.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

/** Rows of a query, by partition when they carry a label. */
export async function countRows(
  database: Pick<DuckdbStageDatabase, 'rows'>,
  sql: string,
  isPartitioned: boolean,
): Promise<PortCount> {
  const label = isPartitioned ? sqlName('$partition') : 'null';
  const groups = await database.rows<{ part: string | null; rows: number }>(
    `select ${label} as part, count(*)::double as rows from (${sql}) group by 1 order by 1`,
  );
  const rowCount = groups.reduce((sum, group) => sum + group.rows, 0);
  if (!isPartitioned) return { rowCount };
  return { rowCount, partitionCounts: Object.fromEntries(groups.map((group) => [group.part ?? '', group.rows])) };
}
