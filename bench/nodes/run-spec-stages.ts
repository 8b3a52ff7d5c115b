import { join } from 'node:path';
import type { LearnedValues } from '@/nodes/kernel/define-run';
import { runtime } from '@/nodes/runtime.gen';
import { renderSql, type SqlSources } from '@/server/compiler/emit/duckdb';
import type { RunSpec } from '@/server/compiler/emit/run-spec';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { learn } from '@/server/executor/learn';
import { needsOneThread } from '@/server/executor/query-stage';

/** Runs the queries and fits of a spec as a run does, each in a DuckDB of its own, Parquet to Parquet; tasks are left out. Gives what every key holds. */
export async function runSpecStages(
  spec: RunSpec,
  inputs: ReadonlyMap<string, string>,
  folder: string,
  memoryLimitBytes = 4e9,
  onProgress?: (share: number) => void,
): Promise<{ readonly paths: ReadonlyMap<string, string>; readonly learned: ReadonlyMap<string, LearnedValues> }> {
  const paths = new Map(inputs);
  const learned = new Map<string, LearnedValues>();
  const sources: SqlSources = {
    scan: (key) => `read_parquet('${paths.get(key)}')`,
    learned: (fit, name) => learned.get(fit)?.[name]?.value,
  };
  const { signal } = new AbortController();
  for (const stage of spec.stages) {
    if (stage.kind === 'task') continue;
    const threads = stage.kind === 'fit' || needsOneThread(Object.values(stage.relations)) ? 1 : 2;
    const settings = { memoryLimitBytes, threads, temporaryFolder: join(folder, 'spill'), allowedPaths: [folder] };
    const database = new DuckdbStageDatabase(settings, signal, onProgress);
    if (stage.kind === 'fit') {
      const loadFit = async () => (await runtime[stage.task!.type]!()).fit!;
      learned.set(stage.key, await learn(stage, { sources, database, signal, progress: () => {}, loadFit }));
    } else {
      for (const output of stage.outputs) {
        const path = join(folder, `${stage.id.replaceAll(':', '-')}-${output.name}.parquet`);
        paths.set(output.key, path);
        await database.writeTable(renderSql(stage.relations[output.name]!, sources), path);
      }
    }
    await database.close();
  }
  return { paths, learned };
}
