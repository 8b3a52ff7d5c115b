import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FitAggregate, FitKeys } from '@/nodes/kernel/define-node';
import { call, col, type Expr, int, type MapValue } from '@/nodes/kernel/expr/expr';
import { openTestStage, type TestStage } from '@/nodes/testing-context';
import { renderExpr } from '@/server/compiler/emit/duckdb';
import { learn } from './learn';

let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const people = `(select id, coalesce(plan, '(missing)') as plan, zip, churned::double as churned from (values
  (1, 'free', 7, 1), (2, 'free', 7, 0), (3, 'free', 10, 1), (4, 'gold', 10, 0), (5, 'gold', null, 0),
  (6, 'gold', -1, 1), (7, 'team', 10, 1), (8, null, 7, 0), (9, null, 7, 1), (10, 'free', 7, 1)
) t(id, plan, zip, churned))`;

/** What is learned by key, as entries. */
async function learned(aggregate: Omit<FitAggregate, 'type'>, type: FitAggregate['type'] = 'text-float-map') {
  const { found } = await learn(
    {
      rel: { op: 'scan', key: 'people', columns: ['id', 'plan', 'zip', 'churned'] },
      aggregates: { found: { ...aggregate, type } },
    },
    {
      sources: { scan: () => people, learned: () => undefined },
      database: stage.database,
      signal: new AbortController().signal,
      progress: () => {},
      loadFit: () => Promise.reject(new Error('not asked')),
    },
  );
  const { keys, values } = found!.value as MapValue;
  return keys.map((key, at) => [key, values[at]] as const);
}

const byPlan = (more: Partial<FitKeys> = {}): FitKeys => ({ key: col('plan'), ...more });
const close = (entries: Record<string, number>) =>
  Object.entries(entries).map(([key, value]) => [key, expect.closeTo(value, 12)]);

describe('what is learned by key', () => {
  test('is an aggregate of each key, keys in the order of their bytes and as text', async () => {
    expect(await learned({ fn: 'median', of: col('churned'), by: { key: col('zip') } })).toEqual([
      ['-1', 1],
      ['10', 1],
      ['7', 1],
    ]);
    expect(await learned({ fn: 'most_frequent', of: col('plan'), by: { key: col('zip') } }, 'text-text-map')).toEqual([
      ['-1', 'gold'],
      ['10', 'free'],
      ['7', 'free'],
    ]);
  });

  test('can be kept to large values: above a number, above a share, the largest', async () => {
    const count = (keep: FitKeys['keep']) => learned({ fn: 'count', by: byPlan({ keep }) });
    expect(await count({ atLeast: 2 })).toEqual([
      ['(missing)', 2],
      ['free', 4],
      ['gold', 3],
    ]);
    expect(await count({ shareOfSum: 0.3 })).toEqual([
      ['free', 4],
      ['gold', 3],
    ]);
    expect(await count({ largest: 1 })).toEqual([['free', 4]]);
  });
});

// scikit-learn 1.9.1: TargetEncoder(smooth=…, target_type='continuous').fit(plan, churned).encodings_; by fold, fitted on
// the rows of the other folds, where the fold is int(md5('fold\x1f7\x1f' + id)[:13], 16) % 3: 0 0 0 1 2 0 2 1 0 2.
describe('the mean of a target by key', () => {
  const mean = (by: Partial<FitKeys>) => learned({ fn: 'mean', of: col('churned'), by: byPlan(by) });
  const fold: Expr = call('fold', int(7), int(3), col('id'));

  test('shrinks towards the mean of all by a number of rows', async () => {
    expect(await mean({ shrink: { rows: 2 } })).toEqual(
      close({ '(missing)': 0.55, free: 0.7, gold: 0.44, team: 0.7333333333333334 }),
    );
    expect(await mean({ shrink: { rows: 0 } })).toEqual(close({ '(missing)': 0.5, free: 0.75, gold: 1 / 3, team: 1 }));
  });

  test('shrinks by how much the values of a key vary', async () => {
    expect(await mean({ shrink: 'by-variance' })).toEqual(
      close({ '(missing)': 0.5342465753424658, free: 0.7254901960784313, gold: 0.3962264150943396, team: 1 }),
    );
  });

  test('is learned fold by fold from the other folds', async () => {
    const [row] = await stage.database.rows<{ folds: string }>(
      `select string_agg(${renderExpr(fold, { learned: () => undefined })}, ' ' order by id) as folds from ${people}`,
    );
    expect(row!.folds).toBe('0 0 0 1 2 0 2 1 0 2');
    expect(await mean({ shrink: 'by-variance', fold })).toEqual(
      close({
        '(missing)\u001f0': 0,
        '(missing)\u001f1': 1,
        'free\u001f0': 1,
        'free\u001f2': 0.6445497630331752,
        'gold\u001f0': 0,
        'gold\u001f1': 0.6,
        'gold\u001f2': 0.5241379310344827,
        'team\u001f2': 0.5714285714285714,
      }),
    );
    expect(await mean({ shrink: { rows: 2 }, fold })).toEqual(
      close({
        '(missing)\u001f0': 0.26666666666666666,
        '(missing)\u001f1': 0.8333333333333334,
        'free\u001f0': 0.6,
        'free\u001f2': 0.6285714285714286,
        'gold\u001f0': 0.2,
        'gold\u001f1': 0.625,
        'gold\u001f2': 0.5357142857142857,
        'team\u001f2': 0.5714285714285714,
      }),
    );
  });
});
