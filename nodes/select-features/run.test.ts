import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableSchema } from '../kernel';
import { openTestStage, type TestStage } from '../testing-context';
import { selectFeatures } from './definition';
import { fit as choose } from './run';

// 400 rows of sines: age, income that follows it, noise, visits with gaps, member that follows age, and two targets.
const rows = `(
  select *, case when age + 5 * sin(i * 0.5) > 45 then 'Yes' else 'No' end as churned,
    round(age ** 2 / 10 + 10 * noise, 3) as spent
  from (
    select *, round(age * 100 + 300 * sin(i * 1.3), 3) as income, round(sin(i * 2.9), 3) as noise,
      case when i % 11 <> 0 then round(3 + 3 * sin(i * 0.31)) end as visits, sin(i * 0.7) > 0.2 as member
    from (select i, round(40 + 20 * sin(i * 0.7), 3) as age from range(1, 401) t(i))
  )
)`;
const column = (name: string, type: 'float' | 'bool' | 'text') => ({ name, type, nullable: true });
const schema: TableSchema = {
  columns: [
    column('age', 'float'),
    column('income', 'float'),
    column('noise', 'float'),
    column('visits', 'float'),
    column('member', 'bool'),
    column('churned', 'text'),
    column('spent', 'float'),
  ],
  open: false,
};

let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

async function learn(settings: Record<string, unknown>) {
  const config = selectFeatures.config.parse(settings);
  const found = await choose({
    config,
    schema,
    rows,
    database: stage.database,
    learns: {},
    signal: new AbortController().signal,
    progress: () => {},
  });
  const { keys, values } = found.scores as { keys: string[]; values: number[] };
  const scores = Object.fromEntries(keys.map((key, at) => [key, values[at]]));
  return { chosen: found.chosen, kept: found.kept, 'left out': found['left out'], scores };
}

const close = (expected: Record<string, number>) =>
  Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [name, expect.closeTo(value, value > 1e6 ? 4 : 10)]),
  );

describe('columns are chosen', () => {
  // scikit-learn 1.9.1: mutual_info_score of the target and numpy.searchsorted(numpy.quantile(x, 0.1 … 0.9), x), with a
  // bin of their own for missing values.
  test('by what they tell of an answer', async () => {
    expect(await learn({ target: 'churned', most: 2, except: ['spent'] })).toEqual({
      scores: close({
        age: 0.578021268789341,
        income: 0.5519382205901328,
        noise: 0.003897157957684236,
        visits: 0.002453945775272609,
        member: 0.49668688533738914,
      }),
      chosen: ['age', 'income'],
      kept: 2,
      'left out': 'noise, visits, member',
    });
  });

  test('by what they tell of a number', async () => {
    const { scores, chosen } = await learn({ target: 'spent', most: 3 });
    expect(scores).toEqual(
      close({
        age: 1.7021739638874123,
        income: 1.3163048314108827,
        noise: 0.09162853253102261,
        visits: 0.03873369288423883,
        member: 0.618334566981968,
      }),
    );
    expect(chosen).toEqual(['age', 'income', 'member']);
  });

  // pandas: DataFrame.corr(). Of age and income (0.989) the one that comes first, or is closer to the target, is kept.
  test('by how little they repeat each other', async () => {
    const { scores, chosen } = await learn({ by: 'correlation', mostCorrelation: 0.95, except: ['spent'] });
    expect(scores).toEqual(
      close({
        age: 0.988913958744169,
        income: 0.988913958744169,
        noise: 0.009223831536155,
        visits: 0.013729190799448,
        member: 0.890691105102462,
      }),
    );
    expect(chosen).toEqual(['age', 'noise', 'visits', 'member']);
    // Of the two, income is a little closer to noise (0.0013 and 0.0011).
    const columns = ['age', 'income'];
    expect((await learn({ by: 'correlation', columns })).chosen).toEqual(['age']);
    expect((await learn({ by: 'correlation', columns, target: 'noise' })).chosen).toEqual(['income']);
    expect((await learn({ by: 'correlation', columns: ['age', 'income'], target: 'income' })).chosen).toEqual(['age']);
    expect((await learn({ by: 'correlation', mostCorrelation: 0.5, target: 'age', except: ['spent'] })).chosen).toEqual(
      ['income', 'noise', 'visits'],
    );
  });

  // numpy.nanvar
  test('by how much they vary', async () => {
    expect(await learn({ by: 'variance', leastVariance: 0.5, except: ['spent'] })).toEqual({
      scores: close({
        age: 199.84771158484375,
        income: 2046031.5506977588,
        noise: 0.50309756,
        visits: 4.773970534959545,
        member: 0.24669375,
      }),
      chosen: ['age', 'income', 'noise', 'visits'],
      kept: 4,
      'left out': 'member',
    });
  });
});
