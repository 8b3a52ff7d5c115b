import type { ExampleTable, NodeExample } from '../kernel/examples';

const people: ExampleTable = {
  columns: ['id:int', 'age:int', 'plan:text'],
  rows: [
    [1, 30, 'free'],
    [2, -4, 'gold'],
    [3, null, 'gold'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Set rows aside, with the reason',
    config: { rules: [{ column: 'age', kind: 'range', min: 0, max: 120, action: 'reject' }] },
    in: { table: people },
    out: {
      table: { columns: people.columns, rows: [people.rows[0]!, people.rows[2]!] },
      rejected: {
        columns: [...people.columns, 'reason:text'],
        rows: [[2, -4, 'gold', 'not true: age is at least 0 and at most 120']],
      },
    },
  },
  {
    title: 'A warning lets every row pass',
    config: { rules: [{ column: 'age', kind: 'not-null', action: 'warn' }] },
    in: { table: people },
    out: { table: people, rejected: { columns: [...people.columns, 'reason:text'], rows: [] } },
  },
  {
    title: 'A broken rule fails the run',
    config: { rules: [{ column: 'plan', kind: 'in-set', values: ['free'], action: 'fail' }] },
    in: { table: people },
    fails: 'Not true: plan is one of free. 2 of 3 values break it.',
  },
  {
    title: 'A rule of your own, and one that tolerates a share',
    config: {
      rules: [
        { kind: 'expression', expression: "age >= 18 or plan = 'free'", action: 'reject' },
        { column: 'age', kind: 'not-null', mostly: 0.6 },
      ],
    },
    in: { table: people },
    out: {
      table: { columns: people.columns, rows: [people.rows[0]!, people.rows[2]!] },
      rejected: {
        columns: [...people.columns, 'reason:text'],
        rows: [[2, -4, 'gold', "not true: age >= 18 or plan = 'free'"]],
      },
    },
  },
  {
    title: 'Odd names, and a type that no row has: every row is set aside',
    config: {
      rules: [
        { columns: ['a.b', 'select'], kind: 'unique-together' },
        { column: 'a.b', kind: 'type', is: 'int', action: 'reject' },
      ],
    },
    in: {
      table: {
        columns: ['a.b:text', 'select:int'],
        rows: [
          ['1', 1],
          [null, 1],
        ],
      },
    },
    out: {
      table: { columns: ['a.b:text', 'select:int'], rows: [[null, 1]] },
      rejected: {
        columns: ['a.b:text', 'select:int', 'reason:text'],
        rows: [['1', 1, 'not true: a.b is of type int']],
      },
    },
  },
  {
    title: 'No rows: nothing passes by being empty',
    config: { rules: [{ column: 'age', kind: 'range', min: 0 }], unchecked: { empty: 'fail' } },
    in: { table: { columns: people.columns, rows: [] } },
    fails: 'age is at least 0 — Not checked: the table has no rows.',
  },
  {
    title: 'A figure of a column',
    config: { rules: [{ column: 'age', kind: 'statistic', statistic: 'mean', min: 18 }] },
    in: { table: people },
    fails: 'Not true: the mean of age is at least 18. It is 13.',
  },
];
