import { Client } from 'pg';
import { type ScalarType, StageFailure } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { copyIn } from './copy-in';

export interface PostgresTarget {
  readonly url: string;
  /** What people call it, since its address is a secret. */
  readonly connection: string;
  readonly schema: string;
  readonly table: string;
  readonly mode: 'replace' | 'append' | 'create';
  readonly columns: readonly { readonly name: string; readonly type: ScalarType }[];
  /** Rows as CSV without a header, texts quoted, nulls empty. */
  readonly csvPath: string;
  readonly signal: AbortSignal;
}

const TYPES: Readonly<Record<ScalarType, string>> = {
  bool: 'boolean',
  int: 'bigint',
  float: 'double precision',
  text: 'text',
  date: 'date',
  timestamp: 'timestamptz',
};

/** Writes a table in one transaction: other readers see what was there, then all of the new rows. */
export async function writePostgres(target: PostgresTarget): Promise<void> {
  const { signal } = target;
  const client = new Client({
    connectionString: target.url,
    application_name: 'sluice-export',
    connectionTimeoutMillis: 15_000,
    options: '-c TimeZone=UTC',
  });
  // A connection that breaks fails its query too, which tells.
  client.on('error', () => {});
  const stop = () => void client.end().catch(() => {});
  signal.addEventListener('abort', stop, { once: true });
  try {
    signal.throwIfAborted();
    await client.connect();
    await client.query('begin');
    await write(client, target);
    await client.query('commit');
  } catch (error) {
    signal.throwIfAborted();
    throw explain(error, target);
  } finally {
    signal.removeEventListener('abort', stop);
    // What was not committed is undone with the connection.
    await client.end().catch(() => {});
  }
}

async function write(client: Client, target: PostgresTarget): Promise<void> {
  const { schema, table, mode } = target;
  const name = qualified(schema, table);
  const exists = await tableExists(client, target);
  if (exists && mode === 'create')
    throw refuse(`${schema}.${table} is there already.`, 'Choose to replace it, or to add rows.');
  if (exists && mode === 'append') return copy(client, name, target);
  // Made aside, so that the table is locked no longer than it takes to change places.
  const aside = qualified(schema, `sluice_${Date.now().toString(36)}`);
  await client.query(`create table ${aside} (${columnList(target)})`);
  await copy(client, aside, target);
  if (exists) await client.query(`drop table ${name}`);
  await client.query(`alter table ${aside} rename to ${sqlName(table)}`);
}

async function tableExists(client: Client, { schema, table }: PostgresTarget): Promise<boolean> {
  const { rows } = await client.query<{ kind: string }>(
    `select c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = $1 and c.relname = $2`,
    [schema, table],
  );
  if (rows.length === 0) return false;
  if (rows[0]!.kind !== 'r' && rows[0]!.kind !== 'p')
    throw refuse(`${schema}.${table} is no table but a view or the like.`, 'Name another table.');
  return true;
}

function copy(client: Client, name: string, { columns, csvPath }: PostgresTarget): Promise<void> {
  const list = columns.map((column) => sqlName(column.name)).join(', ');
  return copyIn(client, `copy ${name} (${list}) from stdin with (format csv)`, csvPath);
}

const qualified = (schema: string, table: string): string => `${sqlName(schema)}.${sqlName(table)}`;

const columnList = ({ columns }: PostgresTarget): string =>
  columns.map(({ name, type }) => `${sqlName(name)} ${TYPES[type]}`).join(', ');

const refuse = (message: string, hint: string): StageFailure => new StageFailure(message, { kind: 'data', hint });

/** Postgres' own words for what it refused; never the address. */
function explain(error: unknown, { connection, schema, table }: PostgresTarget): Error {
  if (error instanceof StageFailure) return error;
  const { code = '', message = String(error), hint, column, where } = error as Record<string, string | undefined>;
  // Five characters: an SQLSTATE. Everything else comes from the network.
  if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('E')) {
    const place = where ? ` (${where.split('\n', 1)[0]})` : column ? ` (column ${column})` : '';
    return refuse(`Postgres refused ${schema}.${table}: ${message}${place}.`, hint ?? 'Nothing was changed there.');
  }
  return refuse(
    `The database of ${connection} cannot be reached (${code || 'no answer'}).`,
    'Check the address in that environment variable and that the database is up. Nothing was changed there.',
  );
}
