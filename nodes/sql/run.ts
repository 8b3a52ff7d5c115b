import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { bindQuery, engineProblem, openBinder, RESULT, resultView } from '@/server/engine/duckdb/bind-query';
import { explainFailure } from '@/server/engine/duckdb/explain-failure';
import { openDuckdb } from '@/server/engine/duckdb/open-duckdb';
import { columnTypes } from '@/server/engine/duckdb/read-columns';
import { resultColumns } from '@/server/engine/duckdb/result-columns';
import { defineRun, PARTITION_COLUMN, PARTITIONS, type RunContext, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { boundInputs, type Config } from './definition';

type Tables = ReadonlyMap<string, TableHandle>;

/**
 * Runs a person's query in a DuckDB of its own, which can reach the files of its inputs and nothing else: on one thread
 * (sums of floats depend on their order), within its time.
 */
export default defineRun<Config>(async (context) => {
  const ports = ['table', 'second', 'third', 'fourth'].filter((port) => context.inputs.hasTable(port));
  const tables: Tables = new Map(ports.map((port) => [port, context.inputs.table(port)]));
  await refuseUnlessBound(context, tables);
  const folder = join(context.scratchFolder, 'query');
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'result.parquet');
  const database = await openDuckdb({
    memoryLimitBytes: context.memoryLimitBytes,
    threads: 1,
    temporaryFolder: folder,
    allowedPaths: [...tables.values()].map((table) => dirname(table.path)),
  });
  const connection = await database.connect();
  try {
    await withinTime(context, connection, () => writeResult(context, connection, tables, path));
  } finally {
    connection.closeSync();
    database.close();
  }
  await context.outputs.tableFile('table', path);
});

/** The compiler bound it already; a spec from elsewhere has no compiler behind it. */
async function refuseUnlessBound({ config, scratchFolder }: RunContext<Config>, tables: Tables): Promise<void> {
  const inputs = boundInputs(config, schemasOf(tables));
  const binder = await openBinder(join(scratchFolder, 'bind'));
  try {
    const bound = await bindQuery(binder, { kind: 'binding', key: '', query: config.query, inputs });
    if ('error' in bound) throw new StageFailure(bound.error, { kind: 'data', hint: bound.hint });
  } finally {
    binder.close();
  }
}

const schemasOf = (tables: Tables) => Object.fromEntries([...tables].map(([port, table]) => [port, table.schema]));

async function writeResult(
  { config }: RunContext<Config>,
  connection: DuckDBConnection,
  tables: Tables,
  path: string,
): Promise<void> {
  for (const { port, name, columns } of boundInputs(config, schemasOf(tables))) {
    const list = columns.map((column) => sqlName(column.name)).join(', ');
    const file = sqlText(tables.get(port)!.path);
    await connection.run(`create temp view ${sqlName(name)} as select ${list} from read_parquet(${file})`);
  }
  await connection.run(resultView(config.query));
  const result = resultColumns(await columnTypes(connection, `from ${sqlName(RESULT)}`));
  if ('error' in result) throw new StageFailure(result.error, { kind: 'data', hint: result.hint });
  const columns = result.columns.map((column) => column.sql).join(', ');
  await connection.run(
    `copy (select ${columns} from ${sqlName(RESULT)}) to ${sqlText(path)} (format parquet, compression snappy)`,
  );
  if (result.columns.some((column) => column.name === PARTITION_COLUMN)) await refuseOtherLabels(connection, path);
}

/** A label that no split gave would hide rows from every check. */
async function refuseOtherLabels(connection: DuckDBConnection, path: string): Promise<void> {
  const label = sqlName(PARTITION_COLUMN);
  const known = PARTITIONS.map(sqlText).join(', ');
  const read = await connection.runAndReadAll(
    `select count(*)::double as n from read_parquet(${sqlText(path)}) where ${label} is null or ${label} not in (${known})`,
  );
  const count = Number(read.getRowObjectsJS()[0]!.n);
  if (count > 0) {
    throw new StageFailure(`The query gives ${count} rows a part that is not train, validation or test.`, {
      kind: 'data',
      hint: 'Select "$partition" as it is.',
    });
  }
}

async function withinTime(context: RunContext<Config>, connection: DuckDBConnection, work: () => Promise<void>) {
  const { query, timeLimit } = context.config;
  let isLate = false;
  const interrupt = () => connection.interrupt();
  const timer = setTimeout(() => {
    isLate = true;
    interrupt();
  }, timeLimit * 1000);
  context.signal.addEventListener('abort', interrupt, { once: true });
  try {
    context.signal.throwIfAborted();
    await work();
  } catch (thrown) {
    if (isLate && !context.signal.aborted) {
      throw new StageFailure(`The query took longer than ${timeLimit} s and was stopped.`, {
        kind: 'data',
        hint: 'Give it more time under “Time limit”, or look for a join or a recursion that never ends.',
      });
    }
    throw explain(query, thrown);
  } finally {
    clearTimeout(timer);
    context.signal.removeEventListener('abort', interrupt);
  }
}

/** What went wrong while it ran: memory and cancelling as ever, the rest is about the query or its data. */
function explain(query: string, thrown: unknown): Error {
  const known = explainFailure(thrown, query);
  if (!('code' in known) || known.code !== 'query_failed') return known;
  const { error, hint } = engineProblem(query, thrown);
  return new StageFailure(error, { kind: 'data', ...(hint ? { hint } : {}) });
}
