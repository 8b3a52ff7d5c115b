import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['shop:text', 'amount:float', 'n:int', 'select:text'],
  rows: [
    ['A', 10, 1, 'x'],
    ['A', 30, 2, null],
    ['B', null, 3, 'y'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'A group and a filter',
    config: {
      query:
        'select shop, sum(amount) as total, count(*) as rows,\nfrom a where "select" is distinct from \'y\'\ngroup by all -- per shop',
    },
    in: { table: orders },
    out: { table: { columns: ['shop:text', 'total:float', 'rows:int'], rows: [['A', 40, 2]] } },
  },
  {
    title: 'Two tables, under names of their own',
    config: { query: 'select o.n, s.city from orders o join shops s using (shop)', first: 'orders', second: 'shops' },
    in: {
      table: orders,
      second: { columns: ['shop:text', 'city:text'], rows: [['A', 'Bern']] },
    },
    out: {
      table: {
        columns: ['n:int', 'city:text'],
        rows: [
          [1, 'Bern'],
          [2, 'Bern'],
        ],
      },
    },
  },
  {
    title: 'Types become those of the language; what does not fit is missing',
    config: {
      query: `select 1.5 as d, (n * 5000000000000000000::hugeint) as big, amount / 0 as none, '2026-01-01'::timestamptz as t
              from a where n < 3 order by n`,
    },
    in: { table: orders },
    out: {
      table: {
        columns: ['d:float', 'big:int', 'none:float', 't:timestamp'],
        rows: [
          [1.5, 5000000000000000000, null, '2026-01-01 00:00:00'],
          [1.5, null, null, '2026-01-01 00:00:00'],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { query: 'select shop, max(n) as n from a group by shop' },
    in: { table: { ...orders, rows: [] } },
    out: { table: { columns: ['shop:text', 'n:int'], rows: [] } },
  },
  {
    title: 'A value that cannot be cast',
    config: { query: 'select shop::int as s from a' },
    in: { table: orders },
    fails: "Could not convert string 'A' to INT32",
  },
  {
    title: 'A file is out of reach',
    config: { query: "select * from read_csv('/etc/passwd')" },
    in: { table: orders },
    fails: 'read_csv(…) cannot be read from here',
  },
  {
    title: 'A query that never ends',
    config: {
      query: 'with recursive t as (select 1 as n union all select n + 1 from t) select count(*) as n from t, a',
      timeLimit: 1,
    },
    in: { table: orders },
    fails: 'took longer than 1 s',
  },
];
