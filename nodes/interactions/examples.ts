import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'A polynomial of the second degree; a missing factor makes a missing product',
    config: { columns: ['a', 'b'] },
    in: {
      table: {
        columns: ['a:float', 'b:int', 'city:text'],
        rows: [
          [2, 3, 'Oslo'],
          [0.5, -4, null],
          [null, 5, 'Bern'],
        ],
      },
    },
    out: {
      table: {
        columns: ['a:float', 'b:int', 'city:text', 'a_pow2:float', 'a_x_b:float', 'b_pow2:float'],
        rows: [
          [2, 3, 'Oslo', 4, 6, 9],
          [0.5, -4, null, 0.25, -2, 16],
          [null, 5, 'Bern', null, null, 25],
        ],
      },
    },
  },
  {
    // scikit-learn 1.9.1: PolynomialFeatures(3, interaction_only=True, include_bias=False)
    title: 'Products of three different columns, as scikit-learn makes them',
    config: { columns: ['a', 'b', 'c'], degree: '3', powers: false },
    in: { table: { columns: ['a:int', 'b:int', 'c:int'], rows: [[2, 3, 5]] } },
    out: {
      table: {
        columns: ['a:int', 'b:int', 'c:int', 'a_x_b:float', 'a_x_c:float', 'b_x_c:float', 'a_x_b_x_c:float'],
        rows: [[2, 3, 5, 6, 10, 15, 30]],
      },
    },
  },
  {
    // scikit-learn 1.9.1: PolynomialFeatures(3, include_bias=False)
    title: 'A polynomial of the third degree',
    config: { columns: ['a', 'b'], degree: '3' },
    in: { table: { columns: ['a:int', 'b:int'], rows: [[2, 3]] } },
    out: {
      table: {
        columns: [
          'a:int',
          'b:int',
          'a_pow2:float',
          'a_x_b:float',
          'b_pow2:float',
          'a_pow3:float',
          'a_pow2_x_b:float',
          'a_x_b_pow2:float',
          'b_pow3:float',
        ],
        rows: [[2, 3, 4, 6, 9, 8, 12, 18, 27]],
      },
    },
  },
  {
    title: 'Ratios: what is divided by 0 is missing, and so is what is too large for a float',
    config: { ratios: [{ numerator: 'spent', denominator: 'a "b"' }], columns: ['spent'] },
    in: {
      table: {
        columns: ['spent:float', 'a "b":int'],
        rows: [
          [10, 4],
          [10, 0],
          [0, 0],
          [1e200, 1],
        ],
      },
    },
    out: {
      table: {
        columns: ['spent:float', 'a "b":int', 'spent_pow2:float', 'spent_per_a "b":float'],
        rows: [
          [10, 4, 100, 2.5],
          [10, 0, 100, null],
          [0, 0, 0, null],
          [1e200, 1, null, 1e200],
        ],
      },
    },
  },
  {
    title: 'An empty table gets the columns',
    config: { ratios: [{ numerator: 'a', denominator: 'b', as: 'share' }] },
    in: { table: { columns: ['a:int', 'b:int'], rows: [] } },
    out: { table: { columns: ['a:int', 'b:int', 'share:float'], rows: [] } },
  },
];
