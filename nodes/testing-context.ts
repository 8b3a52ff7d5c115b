import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import {
  type DatasetRequest,
  type NodeSteps,
  type ParseRules,
  type RunContext,
  STEP_OUTPUT,
  type StageDatabase,
  type StageSummary,
  type TableHandle,
  type TableMeta,
  type TableSchema,
  type TaskStep,
} from './kernel';
import { sqlText } from './kernel/expr/sql-text';

/** A stage of one node in a temporary folder, with a DuckDB of its own: what tests run a `run.ts` in. */
export interface TestStage extends AsyncDisposable {
  readonly folder: string;
  readonly database: StageDatabase;
  readonly logs: string[];
  readonly tables: Map<string, { path: string; meta: TableMeta }>;
  readonly reports: Map<string, { value: unknown; summary: StageSummary | undefined }>;
  /** Writes a table for an input port. */
  givenTable(port: string, schema: TableSchema, sql: string, components?: TableHandle['components']): Promise<void>;
  givenJson(port: string, value: unknown): void;
  /** The rows of an output table. */
  rows<T extends Record<string, unknown>>(port: string): Promise<T[]>;
  context<C>(config: C, more?: Partial<RunContext<C>>): RunContext<C>;
}

export async function openTestStage(): Promise<TestStage> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-stage-'));
  const database = new DuckdbStageDatabase(
    {
      memoryLimitBytes: 512_000_000,
      threads: 2,
      temporaryFolder: join(folder, 'spill'),
      allowedPaths: [folder],
    },
    new AbortController().signal,
  );
  const inputs = new Map<string, TableHandle>();
  const jsons = new Map<string, unknown>();
  const tables: TestStage['tables'] = new Map();
  const reports: TestStage['reports'] = new Map();
  const checkpoints = new Map<string, Uint8Array>();
  const logs: string[] = [];
  const stage: Omit<TestStage, 'context' | typeof Symbol.asyncDispose> = {
    folder,
    database,
    logs,
    tables,
    reports,
    async givenTable(port, schema, sql, components) {
      const path = join(folder, `in-${port}.parquet`);
      await database.writeTable(sql, path);
      const [row] = await database.rows<{ n: bigint }>(`select count(*) as n from read_parquet(${sqlText(path)})`);
      inputs.set(port, { path, schema, rowCount: Number(row!.n), ...(components ? { components } : {}) });
    },
    givenJson: (port, value) => void jsons.set(port, JSON.parse(JSON.stringify(value))),
    rows: (port) => database.rows(`from read_parquet(${sqlText(tables.get(port)!.path)})`),
  };
  return {
    ...stage,
    context: <C>(config: C, more: Partial<RunContext<C>> = {}): RunContext<C> => ({
      config,
      nodeId: 'node',
      title: 'Node',
      inputs: {
        table: (port) => inputs.get(port)!,
        hasTable: (port) => inputs.has(port),
        json: async <T>(port: string) => jsons.get(port) as T,
      },
      outputs: {
        async table(port, sql, meta = {}) {
          const path = join(folder, `out-${port}.parquet`);
          await database.writeTable(sql, path);
          tables.set(port, { path, meta });
        },
        async tableFile(port, path) {
          tables.set(port, { path, meta: {} });
        },
        json: async (port, value, summary) =>
          void reports.set(port, { value: JSON.parse(JSON.stringify(value)), summary }),
        binary: async (port, name, bytes) => writeFileSync(join(folder, `${port}-${name}`), bytes),
      },
      inputKeys: Object.fromEntries([...inputs.keys()].map((port) => [port, `key of ${port}`])),
      database,
      plan: undefined,
      taughtBy: [],
      scratchFolder: mkdtempSync(join(folder, 'scratch-')),
      threads: 1,
      memoryLimitBytes: 256_000_000,
      signal: new AbortController().signal,
      publish: false,
      checkpoint: (name) => ({
        load: async () => checkpoints.get(name),
        save: async (bytes) => void checkpoints.set(name, bytes),
      }),
      progress: () => {},
      log: (message) => void logs.push(message),
      ...more,
    }),
    async [Symbol.asyncDispose]() {
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the steps of a node's task in order, as a run does; the task then finds what they wrote. */
export async function runSteps(
  stage: TestStage,
  steps: Readonly<Record<string, TaskStep>>,
  runs: NodeSteps | undefined,
  more: Partial<RunContext<unknown>> = {},
): Promise<void> {
  for (const [name, { run, config }] of Object.entries(steps)) {
    await runs![run]!.run(stage.context<unknown>(config, more));
    stage.givenJson(name, stage.reports.get(STEP_OUTPUT)!.value);
  }
}

/** A dataset request for a file, as the compiler would make it. */
export function datasetRequest(filePath: string, rules: Partial<ParseRules> = {}): DatasetRequest {
  const full: ParseRules = {
    format: 'csv',
    delimiter: '',
    header: true,
    encoding: 'utf-8',
    nullTokens: ['', 'NA', 'N/A', 'null', 'NULL', 'NaN', 'nan'],
    trim: true,
    dateFormats: ['%Y-%m-%d', '%Y-%m-%d %H:%M:%S', '%Y-%m-%dT%H:%M:%SZ'],
    types: {},
    ...rules,
  };
  const fileHash = createHash('sha256').update(readFileSync(filePath)).digest('hex');
  return { kind: 'dataset', key: 'test', fileHash, fileName: filePath.split('/').at(-1)!, rules: full };
}
