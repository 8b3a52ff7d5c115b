import { expect, it } from 'vitest';
import { Breather } from '../breather';
import { referenceData, table } from '../testing/reference-data';
import { openGradientProblem } from './gradient-problem';
import { openProductsProblem } from './products-problem';
import { fullSettings, type LinearSettings, penaltyOf } from './settings';

const { columns, value, weights } = referenceData();

it.each<[string, LinearSettings]>([
  ['no penalty', { task: 'regression', family: 'linear', seed: 1 }],
  ['ridge', { task: 'regression', family: 'ridge', alpha: 30, seed: 1 }],
  ['lasso', { task: 'regression', family: 'lasso', alpha: 0.4, seed: 1 }],
  ['elastic net', { task: 'regression', family: 'elastic-net', alpha: 0.5, l1Ratio: 0.4, seed: 1 }],
])('%s: many features, which go by gradients, are fitted as few are, which go by products', async (_, settings) => {
  const full = fullSettings(settings);
  const data = table(columns, value, { weights });
  const breather = new Breather(new AbortController().signal);
  const [products, gradients] = [
    await openProductsProblem(data, full, weights, 1, breather),
    await openGradientProblem(data, full, weights, 1, breather),
  ];
  try {
    const penalty = penaltyOf(full, full.alpha, products.weightSum);
    let losses: number[] = [];
    const [one, other] = [
      await products.fit(penalty, (_, loss) => {
        losses = [loss];
      }),
      await gradients.fit(penalty, (_, loss) => {
        losses[1] = loss;
      }),
    ];
    one.fitted.coefficients[0]!.forEach((coefficient, i) => {
      expect(other.fitted.coefficients[0]![i]).toBeCloseTo(coefficient, 6);
    });
    expect(other.fitted.intercepts[0]).toBeCloseTo(one.fitted.intercepts[0]!, 6);
    expect(losses[1]).toBeCloseTo(losses[0]!, 6);
    expect(await gradients.leastL1()).toBeCloseTo(await products.leastL1(), 9);
  } finally {
    await gradients.close();
  }
});
