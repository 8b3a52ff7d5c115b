import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['price:float', 'items:int', 'city:text'],
  rows: [
    [1, 10, 'Oslo'],
    [2, 10, 'Oslo'],
    [3, 10, null],
    [4, 10, 'Bergen'],
    [5, 10, 'Bergen'],
    [100, 40, 'Oslo'],
    [null, null, 'Oslo'],
    [-50, 8, 'Oslo'],
  ],
};
const partition = [...new Array(6).fill('train'), 'test', 'test'];

export const examples: readonly NodeExample[] = [
  {
    // numpy.quantile of 1…5, 100: quartiles 2.25 and 4.75, bounds −1.5 and 8.5; of 10 ×5, 40: both 10.
    title: 'One and a half distances beyond the quartiles of the training rows',
    config: {},
    in: { table: orders },
    partition,
    out: {
      table: {
        columns: ['price:float', 'items:float', 'city:text'],
        rows: [
          [1, 10, 'Oslo'],
          [2, 10, 'Oslo'],
          [3, 10, null],
          [4, 10, 'Bergen'],
          [5, 10, 'Bergen'],
          [8.5, 10, 'Oslo'],
          [null, null, 'Oslo'],
          [-1.5, 10, 'Oslo'],
        ],
      },
    },
  },
  {
    // numpy.quantile(…, [0.1, 0.9]): 1.5 and 52.5; mean ± 2 numpy.std of the items: −7.4 and 37.4.
    title: 'Percentiles, only above; a column by deviations; outliers become missing and are marked',
    config: {
      method: 'quantiles',
      lowPercentile: 10,
      highPercentile: 90,
      side: 'high',
      action: 'missing',
      mark: true,
      deviations: 2,
      overrides: [{ column: 'items', method: 'z-score' }],
    },
    in: { table: orders },
    partition,
    out: {
      table: {
        columns: ['price:float', 'items:int', 'city:text', 'price_was_outlier:bool', 'items_was_outlier:bool'],
        rows: [
          [1, 10, 'Oslo', false, false],
          [2, 10, 'Oslo', false, false],
          [3, 10, null, false, false],
          [4, 10, 'Bergen', false, false],
          [5, 10, 'Bergen', false, false],
          [null, null, 'Oslo', true, true],
          [null, null, 'Oslo', false, false],
          [-50, 8, 'Oslo', false, false],
        ],
      },
    },
  },
  {
    title: 'Fixed bounds mark what lies beyond them; a bound itself is no outlier',
    config: { method: 'fixed', low: 0, action: 'leave', overrides: [{ column: 'items', method: 'fixed', high: 10 }] },
    in: { table: orders },
    partition,
    out: {
      table: {
        columns: [...orders.columns, 'price_was_outlier:bool', 'items_was_outlier:bool'],
        rows: [
          [1, 10, 'Oslo', false, false],
          [2, 10, 'Oslo', false, false],
          [3, 10, null, false, false],
          [4, 10, 'Bergen', false, false],
          [5, 10, 'Bergen', false, false],
          [100, 40, 'Oslo', false, true],
          [null, null, 'Oslo', false, false],
          [-50, 8, 'Oslo', true, false],
        ],
      },
    },
  },
  {
    title: 'No training row to learn bounds from',
    config: {},
    in: { table: { columns: ['price:float'], rows: [] } },
    fails: 'There are no rows to learn from.',
  },
  {
    title: 'No rows, and bounds that need none',
    config: { method: 'fixed', high: 3 },
    in: { table: { columns: ['"a".b:int', 'select:float'], rows: [] } },
    out: { table: { columns: ['"a".b:float', 'select:float'], rows: [] } },
  },
];
