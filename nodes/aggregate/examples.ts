import type { ExampleTable, NodeExample } from '../kernel/examples';

const orders: ExampleTable = {
  columns: ['shop:text', 'amount:float', 'buyer:text'],
  rows: [
    ['A', 10, 'x'],
    ['A', 30, 'x'],
    ['B', null, 'y'],
  ],
};

const visits: ExampleTable = {
  columns: ['shop:text', 'day:date', 'spent €:float', 'items:int', 'paid by:text'],
  rows: [
    ['A', '2026-01-03', 10, 1, 'card'],
    ['A', '2026-01-01', 30, 3, 'cash'],
    ['A', '2026-01-02', 20, null, 'card'],
    ['A', '2026-01-04', 60, 5, null],
    ['B', '2026-01-01', null, null, 'cash'],
    [null, '2026-01-05', 5, 1, 'card'],
  ],
};

export const examples: readonly NodeExample[] = [
  {
    title: 'One row per shop',
    config: {
      by: ['shop'],
      measures: [
        { function: 'count' },
        { function: 'sum', column: 'amount' },
        { function: 'mean', column: 'amount', as: 'average' },
        { function: 'distinct-count', column: 'buyer' },
      ],
    },
    in: { table: orders },
    out: {
      table: {
        columns: ['shop:text', 'rows:int', 'amount_sum:float', 'average:float', 'buyer_distinct_count:int'],
        rows: [
          ['A', 2, 40, 20, 1],
          ['B', 1, null, null, 1],
        ],
      },
    },
  },
  {
    title: 'The whole table as one group',
    config: {
      measures: [
        { function: 'max', column: 'amount' },
        { function: 'median', column: 'amount' },
      ],
    },
    in: { table: orders },
    out: { table: { columns: ['amount_max:float', 'amount_median:float'], rows: [[30, 20]] } },
  },
  {
    // numpy 2.4: quantile([10, 30, 20, 60], .25), var(ddof=1), std(ddof=1).
    title: 'Spread and quantiles',
    config: {
      by: ['shop'],
      measures: [
        { function: 'quantile', column: 'spent €', at: 0.25 },
        { function: 'variance', column: 'spent €' },
        { function: 'stddev', column: 'spent €' },
      ],
    },
    in: { table: visits },
    out: {
      table: {
        columns: ['shop:text', 'spent €_p25:float', 'spent €_variance:float', 'spent €_stddev:float'],
        rows: [
          ['A', 17.5, 466.6666666666667, 21.602468994692867],
          ['B', null, null, null],
          [null, 5, null, null],
        ],
      },
    },
  },
  {
    title: 'First, last and most frequent values; missing ones are passed over, ties go to the smaller value',
    config: {
      by: ['shop'],
      measures: [
        { function: 'first', column: 'spent €', order: 'day', as: 'opened with' },
        { function: 'last', column: 'paid by', order: 'day' },
        { function: 'most-frequent', column: 'paid by' },
        { function: 'min', column: 'day' },
      ],
    },
    in: { table: visits },
    out: {
      table: {
        columns: ['shop:text', 'opened with:float', 'paid by_last:text', 'paid by_most_frequent:text', 'day_min:date'],
        rows: [
          ['A', 30, 'card', 'card', '2026-01-01'],
          ['B', null, 'cash', 'cash', '2026-01-01'],
          [null, 5, 'card', 'card', '2026-01-05'],
        ],
      },
    },
  },
  {
    title: 'Measures of a part of the rows, and shares',
    config: {
      by: ['shop'],
      measures: [
        { function: 'count', where: `"paid by" = 'card' or items > 4`, as: 'some' },
        { function: 'sum', column: 'items', where: `"paid by" = 'card' or items > 4` },
        { function: 'share', condition: '"spent €" >= 30', as: 'large' },
        { function: 'missing-count', column: 'items' },
        { function: 'missing-share', column: 'items' },
        { function: 'count-values', column: 'items' },
      ],
    },
    in: { table: visits },
    out: {
      table: {
        columns: [
          'shop:text',
          'some:int',
          'items_sum:int',
          'large:float',
          'items_missing_count:int',
          'items_missing_share:float',
          'items_count:int',
        ],
        rows: [
          ['A', 3, 6, 0.5, 1, 0.25, 3],
          ['B', 0, null, 0, 1, 1, 0],
          [null, 1, 1, 0, 0, 0, 1],
        ],
      },
    },
  },
  {
    title: 'Beyond what 64 bits or a double can hold there is no value',
    config: {
      measures: [
        { function: 'sum', column: 'n' },
        { function: 'sum', column: 'x' },
        { function: 'variance', column: 'x' },
        { function: 'mean', column: 'n' },
      ],
    },
    in: {
      table: {
        columns: ['n:int', 'x:float'],
        rows: [[9007199254740992, 1e308], ...Array.from({ length: 1024 }, () => [9007199254740992, 1e308])],
      },
    },
    out: {
      table: {
        columns: ['n_sum:int', 'x_sum:float', 'x_variance:float', 'n_mean:float'],
        rows: [[null, null, null, 9007199254740992]],
      },
    },
  },
  {
    title: 'No rows: no groups, or one group of nothing',
    config: {
      measures: [
        { function: 'count' },
        { function: 'share', condition: 'amount > 1' },
        { function: 'first', column: 'buyer', order: 'amount' },
      ],
    },
    in: { table: { ...orders, rows: [] } },
    out: { table: { columns: ['rows:int', 'share:float', 'buyer_first:text'], rows: [[0, null, null]] } },
  },
  {
    title: 'No rows, by group',
    config: { by: ['shop'], measures: [{ function: 'sum', column: 'amount' }] },
    in: { table: { ...orders, rows: [] } },
    out: { table: { columns: ['shop:text', 'amount_sum:float'], rows: [] } },
  },
  {
    title: 'Below a split, no group mixes training and test rows',
    config: { by: ['shop'], measures: [{ function: 'count' }] },
    in: { table: orders },
    partition: ['train', 'test', 'train'],
    out: {
      table: {
        columns: ['shop:text', 'rows:int'],
        rows: [
          ['A', 1],
          ['A', 1],
          ['B', 1],
        ],
      },
    },
  },
];
