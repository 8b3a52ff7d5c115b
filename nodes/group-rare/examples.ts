import type { ExampleTable, NodeExample } from '../kernel/examples';

const shops: ExampleTable = {
  columns: ['city:text', 'payment:text'],
  rows: [
    ['Oslo', 'card'],
    ['Oslo', 'card'],
    ['Oslo', 'cash'],
    ['Bergen', null],
    ['Bergen', 'card'],
    ['Hamar', 'gift'],
    ['Hamar', 'card'],
    ['Hamar', null],
    ['Hamar', 'cash'],
    [null, 'cash'],
  ],
};
const partition = [...new Array(6).fill('train'), 'test', 'test', 'test', 'test'];

export const examples: readonly NodeExample[] = [
  {
    title: 'Values with fewer than two training rows become “other”; missing stays missing',
    config: { keep: 'count', leastCount: 2 },
    in: { table: shops },
    partition,
    out: {
      table: {
        columns: shops.columns,
        rows: [
          ['Oslo', 'card'],
          ['Oslo', 'card'],
          ['Oslo', 'other'],
          ['Bergen', null],
          ['Bergen', 'card'],
          ['other', 'other'],
          ['other', 'card'],
          ['other', null],
          ['other', 'other'],
          [null, 'other'],
        ],
      },
    },
  },
  {
    title: 'The most frequent value; missing values are among the others',
    config: { keep: 'largest', most: 1, missing: 'group', other: 'elsewhere', columns: ['city'] },
    in: { table: shops },
    partition,
    out: {
      table: {
        columns: shops.columns,
        rows: [
          ['Oslo', 'card'],
          ['Oslo', 'card'],
          ['Oslo', 'cash'],
          ['elsewhere', null],
          ['elsewhere', 'card'],
          ['elsewhere', 'gift'],
          ['elsewhere', 'card'],
          ['elsewhere', null],
          ['elsewhere', 'cash'],
          ['elsewhere', 'cash'],
        ],
      },
    },
  },
  {
    title: 'A share of the rows that have a value: 3 of 5 are 60 %',
    config: { leastShare: 0.6, except: ['city'] },
    in: { table: shops },
    partition,
    out: {
      table: {
        columns: shops.columns,
        rows: [
          ['Oslo', 'card'],
          ['Oslo', 'card'],
          ['Oslo', 'other'],
          ['Bergen', null],
          ['Bergen', 'card'],
          ['Hamar', 'other'],
          ['Hamar', 'card'],
          ['Hamar', null],
          ['Hamar', 'other'],
          [null, 'other'],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: {},
    in: { table: { columns: ['select:text', '"a".b:text'], rows: [] } },
    out: { table: { columns: ['select:text', '"a".b:text'], rows: [] } },
  },
];
