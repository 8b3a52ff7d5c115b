import type { NodeExample } from '../kernel/examples';

export const examples: readonly NodeExample[] = [
  {
    title: 'No group may be selected 10 points less often than another, chance allowed for',
    config: {
      slices: [{ column: 'gender' }],
      favourable: 'hired',
      gates: [{ what: 'measure', measure: 'demographic_parity_difference', op: '<=', value: 0.1, use: 'bound' }],
    },
    in: {},
  },
  {
    title: 'By age in bins of one’s own and by age crossed with gender, against a reference',
    config: {
      slices: [
        { column: 'age', cuts: '25, 40, 60' },
        { column: 'age', crossed: 'gender', cuts: '40', fairness: false },
        { column: 'gender', reference: 'male' },
      ],
      gates: [{ what: 'slice', metric: 'recall', op: '>=', value: 0.5 }],
    },
    in: {},
  },
];
