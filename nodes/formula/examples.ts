import type { ExampleTable, NodeExample } from '../kernel/examples';

const bills: ExampleTable = {
  columns: ['city:text', 'monthly:float', 'months:int', 'total:float'],
  rows: [
    [' Oslo ', 20, 3, null],
    ['bergen', 10, 0, 5],
    [null, null, 2, 8],
  ],
};
const odd: ExampleTable = { columns: ['select:int', '"quoted":int', 'a.b:int', '🦊:int'], rows: [[1, 2, 3, 4]] };

export const examples: readonly NodeExample[] = [
  {
    title: 'A column replaced and one added, each reading those above',
    config: {
      formulas: [
        { name: 'total', of: 'if(is_null(total), monthly * months, total)' },
        { name: 'per_month', of: 'total / months' },
        { name: 'city', of: 'lower(trim(city))' },
      ],
    },
    in: { table: bills },
    out: {
      table: {
        columns: ['city:text', 'monthly:float', 'months:int', 'total:float', 'per_month:float'],
        rows: [
          ['oslo', 20, 3, 60, 20],
          ['bergen', 10, 0, 5, null],
          [null, null, 2, 8, 4],
        ],
      },
    },
  },
  {
    title: 'A type that changes is the new one for the formulas below',
    config: {
      formulas: [
        { name: 'months', of: 'months * 1.5' },
        { name: 'months', of: 'months > 2' },
      ],
    },
    in: { table: { columns: ['months:int'], rows: [[1], [2], [null]] } },
    out: { table: { columns: ['months:bool'], rows: [[false], [true], [null]] } },
  },
  {
    title: 'Names that need quotes',
    config: { formulas: [{ name: 'it "is"', of: '"select" + "a.b" + "🦊" + """quoted"""' }] },
    in: { table: odd },
    out: { table: { columns: [...odd.columns, 'it "is":int'], rows: [[1, 2, 3, 4, 10]] } },
  },
  {
    title: 'No rows',
    config: { formulas: [{ name: 'twice', of: 'monthly * 2' }] },
    in: { table: { columns: ['monthly:float'], rows: [] } },
    out: { table: { columns: ['monthly:float', 'twice:float'], rows: [] } },
  },
];
