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
];
