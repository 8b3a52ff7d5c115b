import type { ExampleTable, NodeExample } from '../kernel/examples';

const ages: ExampleTable = {
  columns: ['age:int', 'city:text'],
  rows: [
    [10, 'Oslo'],
    [18, null],
    [40, 'Bern'],
    [65, 'Bern'],
    [null, 'Bern'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'Own edges: a value on an edge belongs to the bin above; missing stays missing',
    config: { method: 'edges', edges: '18, 65' },
    in: { table: ages },
    out: {
      table: {
        columns: ['age:int', 'city:text'],
        rows: [
          [0, 'Oslo'],
          [1, null],
          [1, 'Bern'],
          [2, 'Bern'],
          [null, 'Bern'],
        ],
      },
    },
  },
  {
    title: 'Names of the bins, beside the column: written from the edges, or given',
    config: {
      method: 'edges',
      edges: '18, 65',
      output: 'label',
      result: 'add',
      suffix: '_group',
      overrides: [{ column: 'a "b"', method: 'edges', edges: '0', labels: ['debt', "credit's"] }],
    },
    in: {
      table: {
        columns: ['age:int', 'a "b":float'],
        rows: [
          [10, -1],
          [18, 0],
          [65, null],
          [null, 0.5],
        ],
      },
    },
    out: {
      table: {
        columns: ['age:int', 'a "b":float', 'age_group:text', 'a "b"_group:text'],
        rows: [
          [10, -1, '< 18', 'debt'],
          [18, 0, '[18, 65)', "credit's"],
          [65, null, '≥ 65', null],
          [null, 0.5, null, "credit's"],
        ],
      },
    },
  },
  {
    title: 'Equal width, one-hot: edges from the training rows, outer bins open, a component for missing values',
    config: { method: 'equal-width', bins: 4, output: 'one-hot' },
    in: { table: { columns: ['x:float'], rows: [[0], [8], [null], [-5], [5.5], [99]] } },
    partition: ['train', 'train', 'train', 'test', 'test', 'test'],
    out: {
      table: {
        columns: ['x:vector'],
        rows: [
          [[1, 0, 0, 0, 0]],
          [[0, 0, 0, 1, 0]],
          [[0, 0, 0, 0, 1]],
          [[1, 0, 0, 0, 0]],
          [[0, 0, 1, 0, 0]],
          [[0, 0, 0, 1, 0]],
        ],
      },
    },
  },
  {
    title: 'Equal counts: quantiles of the training rows; a test row changes none of them',
    config: { bins: 4, except: ['id'] },
    in: {
      table: {
        columns: ['x:float', 'id:int'],
        rows: [
          [1, 1],
          [2, 2],
          [3, 3],
          [4, 4],
          [1000, 5],
          [-7, 6],
          [3.5, 7],
        ],
      },
    },
    partition: ['train', 'train', 'train', 'train', 'train', 'test', 'test'],
    out: {
      table: {
        columns: ['x:int', 'id:int'],
        rows: [
          [0, 1],
          [1, 2],
          [2, 3],
          [3, 4],
          [3, 5],
          [0, 6],
          [2, 7],
        ],
      },
    },
  },
  {
    title: 'Equal quantiles are one edge: a value that most rows share makes fewer bins',
    config: { bins: 4, output: 'label' },
    in: { table: { columns: ['x:float'], rows: [[0], [0], [0], [0], [2], [6]] } },
    out: { table: { columns: ['x:text'], rows: [['< 1.5'], ['< 1.5'], ['< 1.5'], ['< 1.5'], ['≥ 1.5'], ['≥ 1.5']] } },
  },
  {
    title: 'A constant column is one bin, and so is one that every training row misses',
    config: { overrides: [{ column: 'same', method: 'equal-width' }] },
    in: {
      table: {
        columns: ['same:float', 'none:float'],
        rows: [
          [7, null],
          [7, null],
          [9, 3],
        ],
      },
    },
    partition: ['train', 'train', 'test'],
    out: {
      table: {
        columns: ['same:int', 'none:int'],
        rows: [
          [0, null],
          [0, null],
          [0, 0],
        ],
      },
    },
  },
  {
    title: 'One bin has a name too',
    config: { output: 'label' },
    in: { table: { columns: ['x:float'], rows: [[7], [null]] } },
    out: { table: { columns: ['x:text'], rows: [['all'], [null]] } },
  },
  {
    title: 'One-hot without a bin for missing values: all zeros',
    config: { method: 'edges', edges: '0', output: 'one-hot', missing: 'zeros' },
    in: { table: { columns: ['x:float'], rows: [[-1], [null], [0]] } },
    out: { table: { columns: ['x:vector'], rows: [[[1, 0]], [[0, 0]], [[0, 1]]] } },
  },
  {
    title: 'An empty table has one bin',
    config: { method: 'equal-width', output: 'one-hot' },
    in: { table: { columns: ['x:float'], rows: [] } },
    out: { table: { columns: ['x:vector'], rows: [] } },
  },
];
