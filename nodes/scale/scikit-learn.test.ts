import { expect, test } from 'vitest';
import { ConformingNode } from '../conforming-node';
import { openTestStage } from '../testing-context';
import { scale } from './definition';

/**
 * scikit-learn 1.9.1, fitted on 1, 2, 4, 10 and applied to these and 25, −3: StandardScaler(), MinMaxScaler(),
 * MinMaxScaler((-1, 1), clip=True), RobustScaler(), RobustScaler(quantile_range=(10, 90)), MaxAbsScaler().
 */
const reference = [
  {
    config: { method: 'standard' },
    is: [
      -0.9309493362512627, -0.6445033866354896, -0.0716114874039433, 1.6470642102906956, 5.943753454527293,
      -2.0767331347143556,
    ],
  },
  {
    config: { method: 'min-max' },
    is: [0, 0.1111111111111111, 0.3333333333333333, 1, 2.6666666666666665, -0.4444444444444444],
  },
  {
    config: { method: 'min-max', low: -1, high: 1, clip: true },
    is: [-1, -0.7777777777777779, -0.3333333333333335, 1, 1, -1],
  },
  {
    config: { method: 'robust' },
    is: [-0.5333333333333333, -0.26666666666666666, 0.26666666666666666, 1.8666666666666667, 5.866666666666666, -1.6],
  },
  {
    config: { method: 'robust', lowPercentile: 10, highPercentile: 90 },
    is: [
      -0.28985507246376807, -0.14492753623188404, 0.14492753623188404, 1.0144927536231882, 3.188405797101449,
      -0.8695652173913042,
    ],
  },
  { config: { method: 'max-abs' }, is: [0.1, 0.2, 0.4, 1, 2.5, -0.3] },
];

test.each(reference)('$config gives what scikit-learn gives', async ({ config, is }) => {
  await using stage = await openTestStage();
  const node = new ConformingNode(scale, {
    title: 'reference',
    config,
    in: { table: { columns: ['x:float'], rows: [1, 2, 4, 10, 25, -3].map((x) => [x]) } },
    partition: ['train', 'train', 'train', 'train', 'test', 'test'],
  });
  await node.fit(stage.database);
  const rows = await stage.database.rows<{ x: number }>(node.queries().table!);
  expect(rows).toHaveLength(is.length);
  for (const [at, { x }] of rows.entries()) expect(x).toBeCloseTo(is[at]!, 12);
});
