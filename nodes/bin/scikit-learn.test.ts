import { expect, test } from 'vitest';
import { ConformingNode } from '../conforming-node';
import { openTestStage } from '../testing-context';
import { bin } from './definition';

const training = [0.1, 0.5, 0.5, 1.7, 2.9, 3.3, 3.3, 3.3, 4.8, 7.2, 11, 12.5, -4.4];
const later = [-100, 100, 0.5, 3.3, 1];

/**
 * scikit-learn 1.9.1: KBinsDiscretizer(bins, encode='ordinal', strategy=…) fitted on the training rows, 'quantile' with
 * quantile_method='linear'; its inner edges, and what it makes of all rows.
 */
const reference = [
  {
    method: 'equal-width',
    bins: 3,
    edges: [1.2333333333333325, 6.866666666666665],
    is: [0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, 0, 0, 2, 0, 1, 0],
  },
  { method: 'quantile', bins: 3, edges: [1.7, 3.3], is: [0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 0, 0, 2, 0, 2, 0] },
  {
    method: 'equal-width',
    bins: 5,
    edges: [-1.0200000000000005, 2.3599999999999994, 5.74, 9.12],
    is: [1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4, 4, 0, 0, 4, 1, 2, 1],
  },
  {
    method: 'quantile',
    bins: 5,
    edges: [0.5, 2.6600000000000006, 3.3, 6.240000000000004],
    is: [0, 1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 4, 0, 0, 4, 1, 3, 1],
  },
  {
    method: 'equal-width',
    bins: 8,
    edges: [
      -2.2875000000000005, -0.1750000000000007, 1.9374999999999991, 4.049999999999999, 6.1625, 8.274999999999999,
      10.387499999999998,
    ],
    is: [2, 2, 2, 2, 3, 3, 3, 3, 4, 5, 7, 7, 0, 0, 7, 2, 3, 2],
  },
  {
    method: 'quantile',
    bins: 8,
    edges: [0.3, 0.5, 2.3, 3.3, 4.8, 9.1],
    is: [0, 2, 2, 2, 3, 4, 4, 4, 5, 5, 6, 6, 0, 0, 6, 2, 4, 2],
  },
];

test.each(reference)('$bins bins of $method are those of scikit-learn', async ({ method, bins, edges, is }) => {
  await using stage = await openTestStage();
  const node = new ConformingNode(bin, {
    title: 'reference',
    config: { method, bins },
    in: { table: { columns: ['x:float'], rows: [...training, ...later].map((x) => [x]) } },
    partition: [...training.map(() => 'train' as const), ...later.map(() => 'test' as const)],
  });
  const learned = (await node.fit(stage.database))['x edges'] as number[];
  expect(learned).toHaveLength(edges.length);
  for (const [at, edge] of learned.entries()) expect(edge).toBeCloseTo(edges[at]!, 12);
  const rows = await stage.database.rows<{ x: bigint }>(node.queries().table!);
  expect(rows.map(({ x }) => Number(x))).toEqual(is);
});
