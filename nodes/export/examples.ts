import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'A CSV file, written in every run',
    config: { target: 'csv', file: 'reports/shops.csv' },
    in: {
      table: {
        columns: ['shop:text', 'amount:float'],
        rows: [
          ['A', 10],
          ['B', null],
        ],
      },
    },
  },
  {
    title: 'A Postgres table, replaced in a run with Publish',
    config: { target: 'postgres', connection: 'EXPORT_WAREHOUSE_URL', name: 'shops' },
    in: { table: { columns: ['shop:text'], rows: [['A']] } },
  },
];
