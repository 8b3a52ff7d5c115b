import { contentKey } from '@/nodes/kernel/canonical';
import type { DatasetRequest } from '@/nodes/kernel/facts';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { sourceStage } from '../compiler/compile';
import { type RunSpec, SPEC_FORMAT } from '../compiler/emit/run-spec';
import type { Database } from '../db/client';
import { waitForRun } from '../executor/events';
import { startRun } from '../executor/start-run';

/** A dataset version that is being made. */
export interface PendingImport {
  readonly runId: string;
  readonly progress: { readonly done: number; readonly total: number; readonly words?: string } | null;
}

/** Starts making the snapshot a source asks for: a run of its own, without a pipeline. One that is under way is joined. */
export async function importDataset(database: Database, request: DatasetRequest): Promise<PendingImport> {
  const underWay = await findImport(database, request.key);
  if (underWay !== undefined) return underWay;
  const { runId } = await startRun(database, {
    document: emptyDoc(`Import of ${request.fileName}`.slice(0, 80)),
    spec: importSpec(request),
    parameters: {},
    publish: false,
  });
  return { runId, progress: null };
}

/** Makes several snapshots and waits until each is there or failed. */
export async function importDatasets(
  database: Database,
  requests: readonly DatasetRequest[],
  signal?: AbortSignal,
): Promise<void> {
  const started = await Promise.all(requests.map((request) => importDataset(database, request)));
  for (const { runId } of started) {
    signal?.throwIfAborted();
    await waitForRun(database, runId);
  }
}

async function findImport({ sql }: Database, key: string): Promise<PendingImport | undefined> {
  const [row] = await sql<PendingImport[]>`
    select s.run_id as "runId", c.progress
    from computations c join run_stages s on s.computation_id = c.id
    where c.stage #>> '{dataset,key}' = ${key} and c.stage ? 'dataset' and c.state in ('waiting', 'ready', 'running')
      and s.state in ('waiting', 'queued', 'running')
    limit 1`;
  return row;
}

function importSpec(request: DatasetRequest): RunSpec {
  const stages = [sourceStage(request)];
  return {
    format: SPEC_FORMAT,
    hash: contentKey({ parameters: {}, stages, ports: {} }),
    parameters: {},
    stages,
    ports: {},
  };
}
