import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { homeFolders, readEnv } from '@/server/env';
import { defineRun, type RunContext, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import type { Config } from './definition';
import { type ExportedColumn, exportedColumns } from './exported-columns';
import { withExtension } from './file-path';
import type { ExportReport } from './report';
import { putFile } from './write-file';
import { writePostgres } from './write-postgres';

/** Files are written in every run; a table of somebody's database only in a run with Publish. */
export default defineRun<Config>(async (context) => {
  const { config } = context;
  const columns = exportedColumns(context.inputs.table('table'), config.withPart);
  if (columns.length === 0)
    throw new StageFailure('There is no column to write.', { kind: 'data', hint: 'Connect a table with columns.' });
  if (config.target === 'postgres') await exportToPostgres(context, columns);
  else await exportToFile(context, config.target, columns);
});

async function exportToFile(
  context: RunContext<Config>,
  format: 'csv' | 'parquet',
  columns: readonly ExportedColumn[],
): Promise<void> {
  const { config, inputs } = context;
  const path = join(context.scratchFolder, 'export');
  const { delimiter, header, missing } = config;
  const options =
    format === 'csv'
      ? `format csv, header ${header}, delimiter ${sqlText(delimiter)}, nullstr ${sqlText(missing)}`
      : 'format parquet, compression zstd';
  context.progress(0, 2, 'writing rows');
  await context.database.execute(`copy (${selectSql(context, columns)}) to ${sqlText(path)} (${options})`);
  context.signal.throwIfAborted();
  context.progress(1, 2, 'putting the file into its place');
  const file = withExtension(config.file, format);
  const { sizeBytes } = await putFile(path, homeFolders(readEnv().home).exports, file);
  const { rowCount } = inputs.table('table');
  const report: ExportReport = {
    target: format,
    file,
    isWritten: true,
    rowCount,
    columns: columns.map((column) => column.name),
    sizeBytes,
  };
  await context.outputs.json('report', report, { file: `exports/${file}`, rows: rowCount, sizeBytes });
  context.log(`Wrote ${rowCount.toLocaleString('en')} rows to exports/${file}.`);
}

async function exportToPostgres(context: RunContext<Config>, columns: readonly ExportedColumn[]): Promise<void> {
  const { config, inputs, publish } = context;
  const { schema, name, mode, connection } = config;
  const table = `${schema}.${name}`;
  const long = columns.find((column) => Buffer.byteLength(column.name) > 63);
  if (long)
    throw new StageFailure(`“${long.name.slice(0, 40)}…” is too long for a column of Postgres.`, {
      kind: 'data',
      hint: 'Rename it to 63 bytes or fewer.',
    });
  if (publish) await writeTable(context, columns);
  const { rowCount } = inputs.table('table');
  const report: ExportReport = {
    target: 'postgres',
    table,
    connection,
    isWritten: publish,
    rowCount,
    columns: columns.map((column) => column.name),
  };
  const done = { replace: 'replaced', append: 'added to', create: 'created' }[mode];
  await context.outputs.json('report', report, {
    table: publish ? `${done} ${table}` : `would write ${table}`,
    rows: rowCount,
  });
  context.log(publish ? `Wrote ${rowCount} rows to ${table}.` : `Publish writes ${rowCount} rows to ${table}.`);
}

async function writeTable(context: RunContext<Config>, columns: readonly ExportedColumn[]): Promise<void> {
  const { config, scratchFolder, signal } = context;
  // The name begins with EXPORT_ (see the check): no other secret of this process can be used as an address.
  const url = /^EXPORT_[A-Z0-9_]+$/.test(config.connection) ? process.env[config.connection] : undefined;
  if (!url || !/^postgres(ql)?:\/\//.test(url))
    throw new StageFailure(
      url ? `${config.connection} does not hold a postgres:// address.` : `${config.connection} is not set.`,
      { kind: 'data', hint: 'Set it to postgres://user:password@host/database where Sluice is started.' },
    );
  const csvPath = join(scratchFolder, 'export.csv');
  const texts = columns.filter((column) => column.type === 'text').map((column) => sqlName(column.name));
  const quoted = texts.length > 0 ? `, force_quote (${texts.join(', ')})` : '';
  await mkdir(scratchFolder, { recursive: true });
  await context.database.execute(
    `copy (${selectSql(context, columns)}) to ${sqlText(csvPath)} (format csv, header false, nullstr ''${quoted})`,
  );
  context.progress(1, 2, 'copying rows');
  await writePostgres({
    url,
    connection: config.connection,
    schema: config.schema,
    table: config.name,
    mode: config.mode,
    columns,
    csvPath,
    signal,
  });
}

function selectSql({ inputs }: RunContext<Config>, columns: readonly ExportedColumn[]): string {
  const list = columns.map(({ name, sql }) => `${sql} as ${sqlName(name)}`).join(', ');
  return `select ${list} from read_parquet(${sqlText(inputs.table('table').path)})`;
}
