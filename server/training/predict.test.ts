import { describe, expect, it } from 'vitest';
import { type LinearModel, type Link, type Model, predict, type Task, type TreeNodes, type TreesModel } from './index';

const shared = { losses: { train: [] }, importances: [0], trainer: { name: 'test', version: '1' } };

/** A model whose margins are its features, one each. */
function passing(task: Task, outputs: number, more: Partial<Model> = {}): LinearModel {
  return {
    ...shared,
    kind: 'linear',
    task,
    featureNames: Array.from({ length: outputs }, (_, at) => `x${at}`),
    classes: task === 'regression' ? undefined : Array.from({ length: Math.max(2, outputs) }, (_, at) => `c${at}`),
    outputs,
    coefficients: Array.from({ length: outputs }, (_, row) =>
      Array.from({ length: outputs }, (_, at) => (at === row ? 1 : 0)),
    ),
    intercepts: new Array(outputs).fill(0),
    iterations: 1,
    converged: true,
    ...(more as Partial<LinearModel>),
  };
}

function answers(model: Model, ...columns: number[][]): number[] {
  const { values, probabilities } = predict(
    model,
    columns.map((column) => Float64Array.from(column)),
    columns[0]!.length,
  );
  return Array.from(values ?? probabilities!);
}

function expectClose(actual: number[], expected: number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, at) => void expect(value).toBeCloseTo(expected[at]!, 14));
}

describe('links', () => {
  it.each<[Link | undefined, number[]]>([
    [undefined, [-1, 0, 2]],
    ['identity', [-1, 0, 2]],
    ['log', [0.36787944117144233, 1, 7.38905609893065]],
  ])('a regression with link %s answers with its margins or their exponential', (link, expected) => {
    expectClose(answers(passing('regression', 1, { link }), [-1, 0, 2]), expected);
  });

  it('a margin that is a probability belongs to the second class, and never leaves 0 to 1', () => {
    const model = passing('binary', 1, { link: 'probability' });
    expect(answers(model, [0.25, 1 + 2e-16, -1e-17])).toEqual([0.75, 0.25, 0, 1, 1, 0]);
  });

  it('margins that are probabilities of three classes stay as they are', () => {
    const model = passing('multiclass', 3, { link: 'probability' });
    expect(answers(model, [0.25, 0], [0.5, 0], [0.25, 1])).toEqual([0.25, 0.5, 0.25, 0, 0, 1]);
  });
});

describe('splits by category', () => {
  const nodes: TreeNodes = {
    feature: [0, -1, 1, -1, -1],
    threshold: [0, 0, 0.5, 0, 0],
    left: [1, -1, 3, -1, -1],
    right: [2, -1, 4, -1, -1],
    missingLeft: [0, 0, 1, 0, 0],
    value: [0, 1, 0, 2, 3],
    members: { 0: [0, 31, 32, 9999] },
  };
  const model: TreesModel = {
    ...shared,
    kind: 'trees',
    task: 'regression',
    featureNames: ['code', 'x'],
    outputs: 1,
    init: [0],
    trees: [{ output: 0, nodes }],
  };

  it.each([1, 50])(
    'sends codes that are listed to the left and all others to the right (%i times the rows)',
    (times) => {
      const codes = [0, 31, 32, 9999, 1, 33, 63, 10_000, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY];
      const repeat = (cells: number[]) => Array.from({ length: times }, () => cells).flat();
      const zeros = codes.map(() => 0);
      expect(answers(model, repeat(codes), repeat(zeros))).toEqual(repeat([1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2]));
    },
  );

  it('sends missing codes where the node says, and tests thresholds elsewhere in the tree', () => {
    const left = { ...model, trees: [{ output: 0, nodes: { ...nodes, missingLeft: [1, 0, 1, 0, 0] as (0 | 1)[] } }] };
    expect(answers(left, [Number.NaN, 5, 5, 5], [0, 0.5, 0.6, Number.NaN])).toEqual([1, 2, 3, 2]);
  });

  it('come back from JSON', () => {
    expect(answers(JSON.parse(JSON.stringify(model)), [9999, 1], [0, 1])).toEqual([1, 3]);
  });
});

// Expected values of this block: numpy 2.4 (np.interp, np.exp, np.log).
describe('calibration', () => {
  const probability = { link: 'probability' } as const;

  it('by Platt bends the logit of the second class', () => {
    const calibration = { method: 'platt' as const, curves: [{ slope: 1.7, intercept: -0.4 }] };
    const model = passing('binary', 1, { ...probability, calibration });
    const second = answers(model, [0.02, 0.3, 0.5, 0.97]).filter((_, at) => at % 2 === 1);
    expectClose(second, [0.0008965186808671856, 0.1370032398686799, 0.401312339887548, 0.9959676593500083]);
  });

  it('by Platt keeps apart probabilities that round to 1', () => {
    const calibration = { method: 'platt' as const, curves: [{ slope: 0.5, intercept: 0 }] };
    const [low, , , high] = answers(passing('binary', 1, { calibration }), [40, -40]);
    // 40 is beyond the logit of 1e-15, which is as far as it goes.
    expect(low).toBeCloseTo(Math.sqrt(1e-15), 12);
    expect(high).toBeCloseTo(Math.sqrt(1e-15), 12);
    const [close] = answers(passing('binary', 1, { calibration }), [30]);
    expect(close! / Math.exp(-15)).toBeCloseTo(1, 6);
  });

  it('by isotonic regression interpolates between the points and is flat outside', () => {
    const curves = [{ x: [0.1, 0.4, 0.45, 0.9], y: [0.05, 0.3, 0.6, 0.8] }];
    const model = passing('binary', 1, { ...probability, calibration: { method: 'isotonic', curves } });
    const pairs = answers(model, [0, 0.1, 0.2, 0.4, 0.42, 0.7, 0.9, 1]);
    expectClose(
      pairs.filter((_, at) => at % 2 === 1),
      [0.05, 0.05, 0.13333333333333333, 0.3, 0.41999999999999976, 0.7111111111111111, 0.8, 0.8],
    );
    for (let row = 0; row < 8; row++) expect(pairs[2 * row]! + pairs[2 * row + 1]!).toBe(1);
  });

  it('by isotonic regression of a single point answers with it', () => {
    const curves = [{ x: [0.5], y: [0.25] }];
    const model = passing('binary', 1, { ...probability, calibration: { method: 'isotonic', curves } });
    expect(answers(model, [0, 0.5, 1])).toEqual([0.75, 0.25, 0.75, 0.25, 0.75, 0.25]);
  });

  const three = [
    [0.2, 0.7],
    [0.5, 0.2],
    [0.3, 0.1],
  ];
  it('of three classes has a curve for each and makes the answers sum to 1', () => {
    const isotonic = {
      method: 'isotonic' as const,
      curves: [
        { x: [0.2, 0.7], y: [0.1, 0.9] },
        { x: [0.1, 0.5], y: [0, 0.4] },
        { x: [0.1, 0.3], y: [0, 0.5] },
      ],
    };
    expectClose(
      answers(passing('multiclass', 3, { ...probability, calibration: isotonic }), ...three),
      [0.1, 0.4, 0.5, 0.9, 0.1, 0],
    );
    const platt = {
      method: 'platt' as const,
      curves: [
        { slope: 1.2, intercept: 0.1 },
        { slope: 0.8, intercept: -0.2 },
        { slope: 0.5, intercept: 0.3 },
      ],
    };
    expectClose(
      answers(passing('multiclass', 3, { ...probability, calibration: platt }), ...three),
      [
        0.15848823102692086, 0.4120774879568407, 0.4294342810162385, 0.5902631246062608, 0.16660558558094016,
        0.24313128981279894,
      ],
    );
  });

  it('says that nothing is known where every curve says 0', () => {
    const curves = Array.from({ length: 4 }, () => ({ x: [0, 1], y: [0, 0] }));
    const model = passing('multiclass', 4, { ...probability, calibration: { method: 'isotonic', curves } });
    expect(answers(model, [0.1], [0.2], [0.3], [0.4])).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});
