import type { Cell, ExampleTable, NodeExample } from '../kernel/examples';

// Expected values: pandas 3.1 (rolling, shift, diff, pct_change, ffill, rank) over each shop.
const sales: ExampleTable = {
  columns: ['shop:text', 'day:date', 'n:int', 'x:float'],
  rows: [
    ['A', '2026-01-03', 30, 2.5],
    ['A', '2026-01-01', 10, 1.5],
    ['B', '2026-01-02', 5, 8],
    ['A', '2026-01-02', 20, null],
    ['A', '2026-01-06', 60, 4],
    ['B', '2026-01-03', 8, null],
  ],
};
/** The places in `sales` of shop A by day, then of shop B. */
const inOrder = [1, 3, 0, 4, 2, 5];
const added = (columns: readonly string[], ...values: readonly (readonly Cell[])[]): ExampleTable => ({
  columns: [...sales.columns, ...columns],
  rows: inOrder.map((place, index) => [...sales.rows[place]!, ...values.map((column) => column[index]!)]),
});
const perShop = { by: ['shop'], order: 'day' };

export const examples: readonly NodeExample[] = [
  {
    title: 'Rolling sums, means and medians per shop',
    config: {
      ...perShop,
      measures: [
        { function: 'sum', column: 'n', rows: 2 },
        { function: 'mean', column: 'x', rows: 3 },
        { function: 'sum', column: 'n', over: 'time', span: 3, spanUnit: 'days' },
        { function: 'sum', column: 'n', over: 'time', span: 3, own: false, as: 'the three days before' },
        { function: 'stddev', column: 'n', rows: 3 },
        { function: 'median', column: 'n', over: 'around', side: 1 },
      ],
    },
    in: { table: sales },
    out: {
      table: added(
        [
          'n_sum_2:int',
          'x_mean_3:float',
          'n_sum_3_days:int',
          'the three days before:int',
          'n_stddev_3:float',
          'n_median_around_1:float',
        ],
        [10, 30, 50, 90, 5, 13],
        [1.5, 1.5, 2, 3.25, 8, 8],
        [10, 30, 60, 60, 5, 13],
        [null, 10, 30, 30, null, 5],
        [null, 7.0710678118654755, 10, 20.81665999466133, null, 2.1213203435596424],
        [15, 20, 30, 45, 6.5, 6.5],
      ),
    },
  },
  {
    title: 'Earlier and later values, differences, what was last known',
    config: {
      ...perShop,
      measures: [
        { function: 'lag', column: 'n' },
        { function: 'lead', column: 'n' },
        { function: 'difference', column: 'n' },
        { function: 'change', column: 'n' },
        { function: 'fill-forward', column: 'x' },
        { function: 'since-previous', unit: 'days' },
        { function: 'sum', column: 'n', over: 'so-far' },
      ],
    },
    in: { table: sales },
    out: {
      table: added(
        [
          'n_lag_1:int',
          'n_lead_1:int',
          'n_difference:int',
          'n_change:float',
          'x_filled:float',
          'days_since_previous:float',
          'n_sum_so_far:int',
        ],
        [null, 10, 20, 30, null, 5],
        [20, 30, 60, null, 8, null],
        [null, 10, 10, 30, null, 3],
        [null, 1, 0.5, 1, null, 0.6000000000000001],
        [1.5, 1.5, 2.5, 4, 8, 8],
        [null, 1, 1, 3, null, 1],
        [10, 30, 60, 120, 5, 13],
      ),
    },
  },
  {
    title: 'Ranks, the largest first; shares of a group',
    config: {
      by: ['shop'],
      order: 'n',
      descending: true,
      measures: [
        { function: 'rank' },
        { function: 'row-number' },
        { function: 'max', column: 'n', over: 'group' },
        { function: 'count', over: 'group', as: 'of' },
      ],
    },
    in: { table: sales },
    out: {
      table: added(
        ['rank:int', 'row_number:int', 'n_max_of_group:int', 'of:int'],
        [4, 3, 2, 1, 2, 1],
        [4, 3, 2, 1, 2, 1],
        [60, 60, 60, 60, 8, 8],
        [4, 4, 4, 4, 2, 2],
      ),
    },
  },
  {
    title: 'A row without a time stands apart; ties are told apart by what rows hold',
    config: {
      order: 'at',
      measures: [
        { function: 'count', over: 'so-far' },
        { function: 'lag', column: 'v' },
        { function: 'dense-rank' },
        { function: 'sum', column: 'v', over: 'time', span: 1, spanUnit: 'hours' },
      ],
    },
    in: {
      table: {
        columns: ['at:timestamp', 'v:int'],
        rows: [
          ['2026-01-01 10:00:00', 2],
          [null, 9],
          ['2026-01-01 10:00:00', 1],
          ['2026-01-01 11:00:00', 9223372036854775000],
        ],
      },
    },
    out: {
      table: {
        columns: ['at:timestamp', 'v:int', 'count_so_far:int', 'v_lag_1:int', 'dense_rank:int', 'v_sum_1_hours:int'],
        rows: [
          ['2026-01-01 10:00:00', 1, 1, null, 1, 3],
          ['2026-01-01 10:00:00', 2, 2, 1, 1, 3],
          ['2026-01-01 11:00:00', 9223372036854775000, 3, 2, 2, 9223372036854775000],
          [null, 9, null, null, null, null],
        ],
      },
    },
  },
  {
    title: 'Below a split no row looks at rows of another part',
    config: { order: 'day', measures: [{ function: 'lag', column: 'n' }] },
    in: { table: sales },
    partition: ['train', 'train', 'test', 'train', 'test', 'test'],
    out: {
      table: {
        columns: [...sales.columns, 'n_lag_1:int'],
        rows: [
          ['A', '2026-01-01', 10, 1.5, null],
          ['A', '2026-01-02', 20, null, 10],
          ['A', '2026-01-03', 30, 2.5, 20],
          ['B', '2026-01-02', 5, 8, null],
          ['B', '2026-01-03', 8, null, 5],
          ['A', '2026-01-06', 60, 4, 8],
        ],
      },
    },
  },
  {
    title: 'No rows',
    config: { ...perShop, measures: [{ function: 'difference', column: 'x' }] },
    in: { table: { ...sales, rows: [] } },
    out: { table: { columns: [...sales.columns, 'x_difference:float'], rows: [] } },
  },
];
