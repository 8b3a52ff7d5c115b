import type { ExampleTable, NodeExample } from '../kernel/examples';

const people: ExampleTable = {
  columns: ['id:int', 'name:text'],
  rows: [
    [1, 'Ada'],
    [2, null],
    [3, 'Grace'],
    [4, 'Alan'],
    [5, 'Edsger'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'All rows, when as many are asked for as there are',
    config: { size: 'rows', rows: 5 },
    in: { table: people },
    out: { table: people },
  },
  {
    title: 'The whole share',
    config: { share: 1 },
    in: { table: people },
    out: { table: people },
  },
  {
    title: 'Below a split, so many rows of each part',
    config: { size: 'rows', rows: 2 },
    in: { table: { columns: ['part:text'], rows: [['a'], ['a'], ['a'], ['b'], ['b'], ['b']] } },
    partition: ['train', 'train', 'train', 'test', 'test', 'test'],
    out: { table: { columns: ['part:text'], rows: [['a'], ['a'], ['b'], ['b']] } },
  },
  {
    title: 'No rows',
    config: { size: 'rows', rows: 2 },
    in: { table: { columns: people.columns, rows: [] } },
    out: { table: { columns: people.columns, rows: [] } },
  },
];
