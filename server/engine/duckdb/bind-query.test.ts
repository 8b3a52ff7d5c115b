import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BindingRequest, BoundInput } from '@/nodes/kernel/facts';
import { bindQuery } from './bind-query';
import { type OpenedDuckdb, openDuckdb } from './open-duckdb';

const folder = mkdtempSync(join(tmpdir(), 'sluice-bind-'));
const secret = join(folder, 'secret.csv');
let database: OpenedDuckdb;

beforeAll(async () => {
  writeFileSync(secret, 'a\n1\n');
  database = await openDuckdb({
    memoryLimitBytes: 128e6,
    threads: 1,
    temporaryFolder: join(folder, 'spill'),
    allowedPaths: [],
  });
});
afterAll(() => {
  database.close();
  rmSync(folder, { recursive: true, force: true });
});

const orders: BoundInput = {
  port: 'table',
  name: 'orders',
  columns: [
    { name: 'id', type: 'int' },
    { name: 'amount', type: 'float' },
    { name: 'select', type: 'text' },
    { name: 'moment', type: 'timestamp' },
    { name: 'v', type: 'vector' },
    { name: '$partition', type: 'text' },
  ],
};
const shops: BoundInput = { port: 'second', name: 'the "shops"', columns: [{ name: 'id', type: 'int' }] };
const ask = (query: string, inputs = [orders, shops]) =>
  bindQuery(database, { kind: 'binding', key: query, query, inputs } satisfies BindingRequest);

describe('a query that reads its inputs', () => {
  test.each([
    ['select id, amount * 2 as twice from orders', 'id:int twice:float'],
    ['from orders select "select" as word, moment::date as day;  -- all', 'word:text day:date'],
    ['select o.id, s.id from orders o join "the ""shops""" s using (id)', 'id:int id_1:int'],
    [
      'with c as (select id as k from orders) select k, count(*) as n, sum(k) as s from c group by k',
      'k:int n:int s:int',
    ],
    [
      'select 1.5 as d, 1::utinyint as i, null as n, moment::timestamptz as z, uuid is null as u from (select *, 1 as uuid from orders)',
      'd:float i:int n:int z:timestamp u:bool',
    ],
    ['select unnest([1, 2]) as x, range from range(3)', 'x:int range:int'],
    ['select * exclude (v) from orders', 'id:int amount:float select:text moment:timestamp'],
    ['with recursive t as (select 1 as n union all select n + 1 from t where n < 9) select n from t', 'n:int'],
    [`from (pivot orders on "select" in ('a', 'b') using sum(id) group by id)`, 'id:int a:int b:int'],
    ['values (1, true)', 'col0:int col1:bool'],
  ])('%s', async (query, columns) => {
    const fact = await ask(query);
    expect(fact).not.toHaveProperty('error');
    if ('columns' in fact) expect(fact.columns.map(({ name, type }) => `${name}:${type}`).join(' ')).toBe(columns);
  });

  test('keeps the label of its rows only when it selects it', async () => {
    expect(await ask('select id, "$partition" from orders')).toMatchObject({ partitioned: true });
    expect(await ask('select id from orders')).toMatchObject({ partitioned: false });
  });

  test.each([
    ['select *, avg(amount) over () as m from (select * exclude (v) from orders)', true],
    ['select * exclude (v), avg(amount) over (partition by "$partition", id) as m from orders', false],
    ['select id, "$partition", sum(amount) as s from orders group by all', false],
    ['select id, "$partition", sum(amount) as s from orders group by 1, 2', false],
    ['select id, max("$partition") as "$partition", sum(amount) as s from orders group by id', true],
    ['select id, "$partition", amount - (select avg(amount) from orders) as d from orders', true],
    ['select id, "$partition", abs(amount) as a from orders where amount > 1', false],
  ])('says whether it keeps the parts of a split apart: %s', async (query, mixes) => {
    const fact = await ask(query);
    expect('error' in fact ? fact : (fact.mixesParts ?? false)).toBe(mixes);
  });

  test('says what each column is made of', async () => {
    const fact = await ask(
      'with c as (select id, amount / 2 as half from orders) select half + id as x, id, count(*) as n, (select max(moment) from orders) as latest from c group by all',
    );
    if ('error' in fact) throw new Error(fact.error);
    const from = Object.fromEntries(
      fact.columns.map((column) => [column.name, column.from.map((origin) => origin.column)]),
    );
    expect(from).toEqual({ x: ['amount', 'id', 'id'], id: ['id', 'id'], n: [], latest: ['moment'] });
    expect(fact.columns.map(({ how }) => how)).toEqual(['derived', 'same', 'derived', 'derived']);
    const renamed = await ask('with c as (select amount as a from orders) select a as b, id from c, orders');
    expect(renamed).toMatchObject({ columns: [{ how: 'renamed', from: [{ column: 'amount' }] }, { how: 'same' }] });
  });
});

describe('a query that would do anything else', () => {
  test.each([
    ['select 1; select 2', '2 statements'],
    ['select 1; drop table orders', 'only a query that reads'],
    ['insert into orders values (1)', 'only a query that reads'],
    ['delete from orders', 'only a query that reads'],
    ['update orders set id = 1', 'only a query that reads'],
    ['create table x as select 1', 'only a query that reads'],
    ['drop table orders', 'only a query that reads'],
    [`copy orders to '${folder}/x.csv'`, 'only a query that reads'],
    [`copy (select 1) to '${folder}/x.csv'`, 'only a query that reads'],
    [`export database '${folder}/x'`, 'only a query that reads'],
    [`import database '${folder}/x'`, 'only a query that reads'],
    [`attach '${folder}/x.db'`, 'only a query that reads'],
    ['pragma version', 'only a query that reads'],
    ['set threads = 4', 'only a query that reads'],
    ['install httpfs', 'only a query that reads'],
    ['load httpfs', 'only a query that reads'],
    ['call pragma_version()', 'only a query that reads'],
    ['prepare p as select 1', 'only a query that reads'],
    ['explain select 1', 'only a query that reads'],
    ['pivot orders on "select" using sum(id)', 'only a query that reads'],
    ['with x as (insert into orders values (1) returning *) select * from x', 'CTE'],
    [`select * from '${secret}'`, 'no table'],
    [`select * from read_csv('${secret}')`, 'read_csv(…) cannot be read'],
    [`select * from read_text('${secret}')`, 'read_text(…) cannot be read'],
    [`select * from read_blob('${secret}')`, 'cannot be read'],
    [`select * from read_parquet('http://localhost/x')`, 'cannot be read'],
    [`select * from glob('${folder}/*')`, 'cannot be read'],
    [`select * from sniff_csv('${secret}')`, 'cannot be read'],
    ['select (select count(*) from duckdb_settings())', 'cannot be read'],
    [`select * from query('select 1')`, 'cannot be read'],
    [`select * from query_table('orders')`, 'cannot be read'],
    [`select * from pragma_table_info('orders')`, 'cannot be read'],
    ['from duckdb_tables', 'no table'],
    ['from information_schema.tables', 'no table'],
    ['from main.orders', 'no table'],
    ['describe orders', 'cannot describe'],
    ['show tables', 'cannot describe'],
    ['summarize orders', 'cannot describe'],
    [`select current_setting('temp_directory')`, 'looks at the engine'],
    [`select getvariable('x')`, 'looks at the engine'],
    ['select getenv($$HOME$$)', 'looks at the engine'],
    ['select random() from orders', 'something else each time'],
    ['select id, row_number() over (order by uuid()) from orders', 'something else each time'],
    ['select now()', 'something else each time'],
    ['select current_date', 'something else each time'],
    ['select sleep_ms(1000)', 'something else each time'],
    ['from orders using sample 3', 'sample'],
    ['from orders tablesample 10%', 'sample'],
    ['select $1', 'no parameters'],
    ['select ? from orders', 'no parameters'],
    ['', 'no query'],
    ['-- nothing', 'no query'],
    ['selec 1', 'syntax error'],
    ['select 1) as x (y', 'syntax error'],
    ['select v from orders', 'cannot hold'],
    ['select {a: 1} as s', 'cannot hold'],
    ['select interval 1 day as i', 'cannot hold'],
    ['select 1 as "$position"', 'cannot be the name'],
    ['select "$partition" from orders', 'selects no column'],
    ['select nope from orders', 'nope'],
    ['select lower(id) from orders', 'lower'],
  ])('%s', async (query, words) => {
    const fact = await ask(query);
    expect('error' in fact ? fact.error.toLowerCase() : JSON.stringify(fact)).toContain(words.toLowerCase());
  });

  test('says where', async () => {
    const query = "select 'größe' as g,\n  nope\nfrom orders";
    expect(await ask(query)).toMatchObject({ at: query.indexOf('nope') });
    expect(await ask('select orders.amont from orders')).toMatchObject({ hint: 'Did you mean "amount", "moment"?' });
    const reading = `select 'ö', id from orders, read_csv('x')`;
    expect(await ask(reading)).toMatchObject({ at: reading.indexOf('read_csv') });
  });

  test('is bound over tables that end with the question', async () => {
    await ask('select * exclude (v) from orders');
    expect(await ask('select 1 as x from orders', [shops])).toMatchObject({
      error: 'There is no table “orders” here.',
    });
  });
});
