import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bootstrap, DEFAULT_BOOTSTRAP, percentileInterval } from './bootstrap';
import { comparePaired, mcnemarExact } from './compare-paired';
import { evaluateClassification } from './evaluate-classification';
import { evaluateRegression } from './evaluate-regression';
import { criticalValue, wilsonInterval } from './interval';

const outcomes = Int32Array.of(1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 0);
const pairs = (scores: readonly number[]) => Float64Array.from(scores.flatMap((score) => [1 - score, score]));
const binary = { classes: ['no', 'yes'], truth: outcomes, intervals: DEFAULT_BOOTSTRAP };
const first = { ...binary, probabilities: pairs([0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.4, 0.3, 0.2, 0.1]) };
const second = { ...binary, probabilities: pairs([0.7, 0.9, 0.6, 0.65, 0.2, 0.75, 0.5, 0.3, 0.35, 0.45, 0.5, 0.05]) };

describe('intervals of known form', () => {
  it('have the critical values of the normal distribution', () => {
    expect(criticalValue(0.95)).toBeCloseTo(1.959963984540054, 10);
    expect(criticalValue(0.99)).toBeCloseTo(2.5758293035489004, 10);
  });

  // statsmodels 0.14, proportion_confint(hits, rows, 0.05, 'wilson')
  it.each([
    [7, 12, 0.3195113125, 0.8067396864],
    [0, 10, 0, 0.2775327999],
    [10, 10, 0.7224672001, 1],
    [812, 1056, 0.7425691041, 0.7933601099],
  ])("Wilson's of %i in %i rows", (hits, rows, lower, upper) => {
    const interval = wilsonInterval(hits, rows, 0.95);
    expect(interval.lower).toBeCloseTo(lower, 9);
    expect(interval.upper).toBeCloseTo(upper, 9);
  });

  it("DeLong's of an AUC with ties", () => {
    // MLstatkit 0.1, Delong_test on the same twelve rows; also by hand from the matrix of all pairs.
    const { auc } = evaluateClassification(first).metrics;
    expect(auc.interval).toEqual({
      lower: expect.closeTo(0.3346062869, 9),
      upper: expect.closeTo(0.9987270464, 9),
      method: 'delong',
    });
  });

  it('the exact one where the classes are separated: twelve rows do not prove a perfect model', () => {
    const perfect = { ...binary, probabilities: pairs([...outcomes].map((outcome) => outcome * 0.8 + 0.1)) };
    // Six pairs without a row in common, all ranked rightly: 0.025^(1/6).
    expect(evaluateClassification(perfect).metrics.auc).toMatchObject({
      value: 1,
      interval: { lower: expect.closeTo(0.025 ** (1 / 6), 12), upper: 1, method: 'exact' },
    });
  });
});

describe('the bootstrap', () => {
  const errors = Float64Array.from({ length: 400 }, (_, row) => ((row * 7919) % 400) / 40);
  const regression = { truth: errors, predicted: new Float64Array(400), intervals: DEFAULT_BOOTSTRAP };

  it('draws as many rows as there are, each time', () => {
    bootstrap(57, undefined, (weights) => [weights.reduce((a, b) => a + b)], { resamples: 20, seed: 3 })[0]!.forEach(
      (sum) => {
        expect(sum).toBe(57);
      },
    );
  });

  it('draws every row equally often', () => {
    const totals = new Float64Array(20);
    bootstrap(
      20,
      undefined,
      (weights) =>
        weights.map((count, row) => {
          totals[row]! += count;
          return 0;
        }) && [0],
      { resamples: 20_000, seed: 3 },
    );
    // 20,000 expected of each with a deviation of about 138: five of them.
    for (const total of totals) expect(Math.abs(total - 20_000)).toBeLessThan(700);
  });

  it('spreads a mean as its standard error says', () => {
    const { interval } = evaluateRegression(regression).metrics.mae;
    const mean = errors.reduce((a, b) => a + b) / 400;
    const deviation = Math.sqrt(errors.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 400);
    const expected = (2 * 1.96 * deviation) / Math.sqrt(400);
    expect((interval!.upper! - interval!.lower!) / expected).toBeGreaterThan(0.93);
    expect((interval!.upper! - interval!.lower!) / expected).toBeLessThan(1.07);
  });

  it('says the same for the same seed, and something else for another', () => {
    expect(evaluateRegression(regression)).toEqual(evaluateRegression(regression));
    const other = evaluateRegression({ ...regression, intervals: { ...DEFAULT_BOOTSTRAP, seed: 8 } });
    expect(other.metrics.mae.interval).not.toEqual(evaluateRegression(regression).metrics.mae.interval);
  });

  it('gives no interval where too many resamples are undefined, and says so', () => {
    expect(percentileInterval(Float64Array.of(1, 2, Number.NaN, 3), 2, 0.95)).toEqual({
      lower: null,
      upper: null,
      reason: 'it is undefined in 25 % of the resamples: there are too few rows of a kind',
    });
  });

  it('holds every metric between its own bounds, whatever the scores', () => {
    const rows = fc.array(
      fc.record({ outcome: fc.integer({ min: 0, max: 1 }), tenth: fc.integer({ min: 0, max: 10 }) }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.boolean(), (drawn, isWeighted) => {
        const report = evaluateClassification({
          classes: ['no', 'yes'],
          truth: Int32Array.from(drawn, ({ outcome }) => outcome),
          probabilities: pairs(drawn.map(({ tenth }) => tenth / 10)),
          intervals: { resamples: 40, level: 0.9, seed: 1 },
          ...(isWeighted ? { weights: Float64Array.from(drawn, ({ tenth }) => tenth + 1) } : {}),
        });
        for (const { value, interval } of Object.values(report.metrics)) {
          if (value === null) expect(interval).toBeUndefined();
          else if (interval!.lower !== null) {
            expect(interval!.lower).toBeLessThanOrEqual(value);
            expect(interval!.upper).toBeGreaterThanOrEqual(value);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('can be left out: intervals of known form stay', () => {
    const { metrics } = evaluateClassification({ ...first, intervals: { ...DEFAULT_BOOTSTRAP, resamples: 0 } });
    expect(metrics.auc.interval).toBeDefined();
    expect(metrics.log_loss.interval).toBeUndefined();
  });
});

describe('two models on the same rows', () => {
  const compared = comparePaired(first, second);
  const named = (name: string) => compared.find((metric) => metric.name === name)!;

  it('have their AUCs compared as correlated ones', () => {
    // MLstatkit 0.1, Delong_test: z = 0.6465978172, p = 0.5178922711, variance of the difference 0.0226080247.
    expect(named('auc')).toMatchObject({
      difference: expect.closeTo(0.0972222222, 9),
      pValue: expect.closeTo(0.5178922711, 9),
      test: 'delong',
      interval: { lower: expect.closeTo(-0.1974772787, 9), upper: expect.closeTo(0.3919217232, 9) },
    });
  });

  it('have their accuracies compared by the rows that one alone has right', () => {
    // statsmodels 0.14, mcnemar(exact=True)
    expect(named('accuracy')).toMatchObject({ test: 'mcnemar', pValue: expect.closeTo(0.5, 12) });
    expect(mcnemarExact(10, 3)).toBeCloseTo(0.09228515625, 12);
    expect(mcnemarExact(400, 330)).toBeCloseTo(0.0106059947788, 10);
    expect(mcnemarExact(0, 0)).toBe(1);
  });

  it('differ in nothing from themselves', () => {
    for (const { difference, pValue } of comparePaired(first, first)) {
      expect(difference).toBe(0);
      expect(pValue).toBe(1);
    }
  });

  it('are told apart where one is better on every row', () => {
    const truth = Float64Array.from({ length: 50 }, (_, row) => row);
    const near = { truth, predicted: truth.map((value) => value + 1) };
    const far = { truth, predicted: truth.map((value) => value - 2) };
    const mae = comparePaired(near, far).find(({ name }) => name === 'mae')!;
    expect(mae).toMatchObject({ difference: 1, test: 'bootstrap', interval: { lower: 1, upper: 1 } });
    expect(mae.pValue).toBeLessThan(0.01);
  });

  it('must be the same rows', () => {
    const other = { ...second, truth: outcomes.map((outcome) => 1 - outcome) };
    expect(() => comparePaired(first, other)).toThrow('the truth of row 0 differs');
  });
});
