import { describe, expect, it } from 'vitest';
import { predict, trainBaseline } from '../index';
import { table } from '../testing/reference-data';

const rows = [Float64Array.of(1, 2, Number.NaN, 4, 5)];
const numbers = (...values: number[]) => table(rows, Float64Array.from(values));
const classes = (names: string[], ...values: number[]) => ({ ...numbers(...values), classes: names });

describe('of numbers', () => {
  // By hand.
  it.each([
    ['mean', 4],
    ['median', 3],
    ['last', 7],
  ] as const)('says the %s everywhere', (strategy, expected) => {
    const model = trainBaseline(numbers(1, 2, 3, 7, 7), { task: 'regression', strategy });
    expect(Array.from(predict(model, rows, 5).values!)).toEqual(Array(5).fill(expected));
    expect(model).toMatchObject({ family: 'baseline', featureNames: ['x0'], coefficients: [[0]] });
  });

  it('counts rows by their weights', () => {
    const weighted = { ...numbers(1, 2, 3, 7, 7), weights: Float64Array.of(0, 0, 1, 1, 0) };
    expect(trainBaseline(weighted, { task: 'regression', strategy: 'mean' }).intercepts).toEqual([5]);
    expect(trainBaseline(weighted, { task: 'regression', strategy: 'median' }).intercepts).toEqual([5]);
  });

  it('says what it loses: the variance, for the mean', () => {
    expect(trainBaseline(numbers(1, 1, 1, 3, 3), { task: 'regression' }).losses.train[0]).toBeCloseTo(0.96, 12);
  });
});

describe('of classes', () => {
  it.each([
    ['prior', [0.4, 0.6]],
    ['majority', [0, 1]],
    ['last', [1, 0]],
  ] as const)('says the %s everywhere', (strategy, expected) => {
    const model = trainBaseline(classes(['no', 'yes'], 1, 1, 1, 0, 0), { task: 'binary', strategy });
    expect(Array.from(predict(model, rows, 5).probabilities!.slice(0, 2))).toEqual(expected);
  });

  it('of three, ties to the first', () => {
    const data = classes(['a', 'b', 'c'], 2, 0, 0, 2, 1);
    const prior = trainBaseline(data, { task: 'multiclass' });
    expect(Array.from(predict(prior, rows, 5).probabilities!.slice(0, 3))).toEqual([0.4, 0.2, 0.4]);
    // The entropy of 0.4, 0.2, 0.4.
    expect(prior.losses.train[0]).toBeCloseTo(1.0549201679861442, 12);
    const majority = trainBaseline(data, { task: 'multiclass', strategy: 'majority' });
    expect(Array.from(predict(majority, rows, 5).probabilities!.slice(0, 3))).toEqual([1, 0, 0]);
  });

  it('refuses a strategy for numbers', () => {
    const data = classes(['no', 'yes'], 1, 1, 1, 0, 0);
    expect(() => trainBaseline(data, { task: 'binary', strategy: 'median' })).toThrow(
      '“median” cannot predict classes',
    );
  });
});
