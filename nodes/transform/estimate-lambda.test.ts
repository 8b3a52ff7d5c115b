import { describe, expect, test } from 'vitest';
import { ConformingNode } from '../conforming-node';
import { openTestStage } from '../testing-context';
import { transform } from './definition';
import { estimateLambda } from './estimate-lambda';

/** The same pseudo-random numbers as in the Python that made the references: a linear congruential generator. */
function uniforms(seed: bigint): number[] {
  let state = seed;
  return Array.from({ length: 400 }, () => {
    state = (state * 1103515245n + 12345n) % 2147483648n;
    return (Number(state) + 0.5) / 2147483648;
  });
}

const u = uniforms(7n);
const v = uniforms(11n);
/** Nearly normal, by Box and Muller. */
const z = u.map((one, at) => Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * v[at]!));

/** λ of scipy 1.17.1: stats.boxcox_normmax(x, method='mle') and stats.yeojohnson_normmax(x); scikit-learn 1.9.1 has the same. */
const reference = [
  { name: 'log-normal', x: z.map(Math.exp), boxCox: -0.03989108829939311, yeoJohnson: -0.8130494625123323 },
  { name: 'exponential', x: u.map((x) => -Math.log(x)), boxCox: 0.279956465887732, yeoJohnson: -0.7542254700555269 },
  { name: 'uniform', x: u, boxCox: 0.6781576255212417, yeoJohnson: 0.5965210043592986 },
  { name: 'normal', x: z, yeoJohnson: 0.9290316809598542 },
  { name: 'squares', x: z.map((x) => x * x), boxCox: 0.21543568502270374, yeoJohnson: -0.9885054197125364 },
  { name: 'all negative', x: z.map((x) => -Math.exp(x)), yeoJohnson: 2.813049481129909 },
  {
    name: 'wide, of both signs',
    x: z.map((x, at) => (u[at]! < 0.5 ? -1 : 1) * Math.exp(2 * x)),
    yeoJohnson: 1.6434070406184675,
  },
  { name: 'huge', x: z.map((x) => Math.exp(x) * 1e12), boxCox: -0.03989109707700708, yeoJohnson: -0.03989109359603753 },
  { name: 'Cauchy', x: u.map((x) => Math.tan(Math.PI * (x - 0.5))), yeoJohnson: 0.8873966937148637 },
  { name: 'four values', x: [1, 2, 3, 10], boxCox: -0.313802273739182, yeoJohnson: -0.6915939875016948 },
];

describe.each(reference)('λ of $name values', ({ x, boxCox, yeoJohnson }) => {
  test.skipIf(boxCox === undefined)('is scipy’s for Box-Cox', () => {
    expect(Math.abs(estimateLambda('box-cox', Float64Array.from(x))! - boxCox!)).toBeLessThan(1e-7);
  });
  test('is scipy’s for Yeo-Johnson', () => {
    expect(Math.abs(estimateLambda('yeo-johnson', Float64Array.from(x))! - yeoJohnson)).toBeLessThan(1e-7);
  });
});

test('values of which every power would leave no digits get a smaller one', () => {
  // The likelihood's own maximum, by mpmath with 50 digits, is −12.3227041104; scipy finds −12.3227048307.
  const lambda = estimateLambda(
    'box-cox',
    Float64Array.from(z, (x) => 1000 + 3 * x),
  )!;
  expect(lambda).toBeGreaterThan(-3);
  const powers = new Set(z.map((x) => ((1000 + 3 * x) ** lambda - 1) / lambda));
  expect(powers.size).toBe(400);
});

test('values in a narrow range far from 1 get a λ under which they fit a double', () => {
  // The likelihood's own maximum lies far above 100, and 42^100 squared is no double.
  const latitudes = z.map((x) => 42 - 0.02 * Math.exp(x));
  for (const family of ['box-cox', 'yeo-johnson'] as const) {
    const lambda = estimateLambda(family, Float64Array.from(latitudes))!;
    expect(Math.abs(lambda)).toBeLessThan(30);
    for (const x of latitudes) expect(Number.isFinite(x ** (3 * lambda))).toBe(true);
  }
});

test('equal values, and none at all, have no λ', () => {
  expect(estimateLambda('yeo-johnson', Float64Array.from([3, 3, 3]))).toBeNull();
  expect(estimateLambda('box-cox', new Float64Array())).toBeNull();
});

test('the smallest and largest doubles have one', () => {
  for (const x of [
    [5e-324, 1, 1.7e308],
    [1e-300, 2e-300],
    [1e300, 1.7e308, 1e299],
  ])
    expect(estimateLambda('box-cox', Float64Array.from(x))).toEqual(expect.any(Number));
  expect(estimateLambda('yeo-johnson', Float64Array.from([-1.7e308, 0, 1.7e308]))).toBe(1);
});

/** scikit-learn 1.9.1, PowerTransformer(method) fitted on the training rows, applied to all. */
const transformers = [
  {
    method: 'yeo-johnson',
    training: [1, 2, 3, 10],
    later: [0.5, 40],
    is: [
      -1.3174322604418247, -0.33955979993037144, 0.2054952126303968, 1.4514968477417987, -2.1977326073766807,
      2.186369611562569,
    ],
  },
  {
    method: 'box-cox',
    training: [1, 2, 3, 10],
    later: [0.5, 40],
    is: [
      -1.3522050922888662, -0.29654132399949473, 0.222533420934649, 1.4262129953537122, -2.664373306872022,
      2.351091554378487,
    ],
  },
  {
    method: 'yeo-johnson',
    training: [-5, -1, 0, 2, 30],
    later: [-20, 100],
    is: [
      -1.5848258419567962, -0.20970877723283393, 0.00046976842489191616, 0.2508843330845133, 1.543180517680225,
      -11.12496271707749, 3.0339832741763093,
    ],
  },
];
test.each(transformers)(
  '$method of $training, standardised, is scikit-learn’s',
  async ({ method, training, later, is }) => {
    await using stage = await openTestStage();
    const rows = [...training, ...later].map((x) => [x]);
    const node = new ConformingNode(transform, {
      title: 'reference',
      config: { method, standardise: true },
      in: { table: { columns: ['x:float'], rows } },
      partition: rows.map((_, at) => (at < training.length ? 'train' : 'test')),
    });
    await node.fit(stage.database);
    const made = await stage.database.rows<{ x: number }>(node.queries().table!);
    expect(made).toHaveLength(is.length);
    for (const [at, { x }] of made.entries()) expect(x).toBeCloseTo(is[at]!, 6);
  },
);
