import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderSql } from '@/server/compiler/emit/duckdb';
import { columnNames, foldRounds, foldRows, PARTITION_COLUMN, type Rel, type TableSchema } from '../kernel';
import { openTestStage, type TestStage } from '../testing-context';
import { type Config, labelRel, split } from './definition';
import { foldPlanOf } from './folds';

const schema: TableSchema = {
  columns: [
    { name: 'id', type: 'int', nullable: false },
    { name: 'day', type: 'int', nullable: true },
    { name: 'class', type: 'text', nullable: true },
    { name: 'who', type: 'text', nullable: true },
  ],
  open: false,
  key: 'id',
};
interface Row {
  readonly id: number;
  readonly day: number | null;
  readonly class: string | null;
  readonly who: string | null;
}
type Labelled = Row & { part: string; rounds: ('fit' | 'judge' | null)[] };

let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

const cell = (value: string | number | null): string =>
  value === null ? 'null' : typeof value === 'number' ? String(value) : `'${value}'`;

/** Every row with its part, and what each round does with it. */
async function label(settings: Record<string, unknown>, rows: readonly Row[]): Promise<Labelled[]> {
  const config: Config = split.config.parse({ shares: { train: 1, validation: 0, test: 0 }, ...settings });
  const values = rows.map((row) => `(${[row.id, row.day, row.class, row.who].map(cell).join(', ')})`);
  const table = `(select id::bigint as id, day::bigint as day, class::varchar as class, who::varchar as who from (values ${values.join(', ')}) t(id, day, class, who))`;
  const scan: Rel = { op: 'scan', key: 'table', columns: columnNames(schema) };
  const sql = renderSql(labelRel(config, schema, scan), { scan: () => table, learned: () => undefined });
  const plan = foldPlanOf(config);
  const rounds = plan ? foldRounds(plan) : [];
  const uses = rounds.map(
    (round) =>
      `case when ${foldRows(plan!, round, 'fit')} then 'fit' when ${foldRows(plan!, round, 'judge')} then 'judge' end`,
  );
  const found = await stage.database.rows<Record<string, unknown>>(
    `select id::double as id, day::double as day, class, who, "${PARTITION_COLUMN}" as part, [${uses.join(', ')}]::varchar[] as rounds from (${sql}) order by id`,
  );
  return found as unknown as Labelled[];
}

const rowsOf = (count: number, more: (index: number) => Partial<Row> = () => ({})): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: index, day: index, class: 'a', who: 'p', ...more(index) }));
const judged = (rows: readonly Labelled[], round: number) => rows.filter((row) => row.rounds[round] === 'judge');
const fitted = (rows: readonly Labelled[], round: number) => rows.filter((row) => row.rounds[round] === 'fit');

describe('time series folds', () => {
  // sklearn.model_selection.TimeSeriesSplit(n_splits=4, gap=gap).split over 23 rows (scikit-learn 1.9.1):
  // rows learned from, first judged, last judged.
  test.each([
    [
      0,
      [
        [7, 7, 10],
        [11, 11, 14],
        [15, 15, 18],
        [19, 19, 22],
      ],
    ],
    [
      3,
      [
        [4, 7, 10],
        [8, 11, 14],
        [12, 15, 18],
        [16, 19, 22],
      ],
    ],
    [
      5,
      [
        [2, 7, 10],
        [6, 11, 14],
        [10, 15, 18],
        [14, 19, 22],
      ],
    ],
  ])('are cut as TimeSeriesSplit cuts them, with a gap of %i', async (gap, expected) => {
    const rows = await label({ folds: { kind: 'time', by: 'day', count: 4, gap } }, rowsOf(23));
    const found = [0, 1, 2, 3].map((round) => {
      const days = judged(rows, round).map(({ id }) => id);
      const past = fitted(rows, round).map(({ id }) => id);
      expect(past).toEqual(past.map((_, index) => index));
      return [past.length, days[0], days.at(-1)];
    });
    expect(found).toEqual(expected);
  });

  test('equal times are never cut apart, nothing is judged by its future, missing times are never judged', async () => {
    const day = fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(day, { minLength: 5, maxLength: 40 }),
        fc.integer({ min: 0, max: 4 }),
        async (days, gap) => {
          const rows = await label(
            { folds: { kind: 'time', by: 'day', count: 3, gap } },
            rowsOf(days.length, (index) => ({ day: days[index]! })),
          );
          for (const round of [0, 1, 2]) {
            const [past, now] = [fitted(rows, round), judged(rows, round)];
            expect(now.every((row) => row.day !== null)).toBe(true);
            for (const { day: one } of now) expect(past.every((row) => row.day === null || row.day < one!)).toBe(true);
            const first = Math.min(...now.map((row) => row.day!));
            const before = rows.filter((row) => now.length > 0 && (row.day === null || row.day < first)).length;
            if (now.length > 0) expect(past.length).toBeLessThanOrEqual(Math.max(0, before - Math.min(gap, before)));
          }
          expect(rows.every((row) => row.rounds.filter((use) => use === 'judge').length <= 1)).toBe(true);
        },
      ),
      { numRuns: 40, seed: 7 },
    );
  });
});

describe('stratified folds', () => {
  // sklearn.model_selection.StratifiedKFold(4) over 11 a, 7 b, 5 c (scikit-learn 1.9.1): rows per class in each fold.
  test('hold as many of each class as StratifiedKFold puts in them', async () => {
    const classes = [...'a'.repeat(11), ...'b'.repeat(7), ...'c'.repeat(5)];
    const rows = await label(
      { folds: { kind: 'stratified', by: 'class', count: 4 } },
      rowsOf(23, (index) => ({ class: classes[index]! })),
    );
    const counts = [0, 1, 2, 3].map((round) =>
      ['a', 'b', 'c'].map((one) => judged(rows, round).filter((row) => row.class === one).length),
    );
    expect(counts).toEqual([
      [3, 2, 1],
      [3, 2, 1],
      [3, 1, 2],
      [2, 2, 1],
    ]);
  });

  test('missing values are a stratum, and repeats deal anew', async () => {
    const settings = { folds: { kind: 'stratified', by: 'class', count: 3, repeats: 2 } };
    const rows = await label(
      settings,
      rowsOf(30, (index) => ({ class: index % 5 === 0 ? null : 'a' })),
    );
    const missing = (round: number) => judged(rows, round).filter((row) => row.class === null).length;
    expect([0, 1, 2, 3, 4, 5].map(missing)).toEqual([2, 2, 2, 2, 2, 2]);
    expect(judged(rows, 0).map(({ id }) => id)).not.toEqual(judged(rows, 3).map(({ id }) => id));
  });
});

test.each([
  { method: 'stratified', by: 'class' },
  { method: 'time', by: 'day' },
  { folds: { kind: 'stratified', by: 'class', count: 3 } },
])('rows keep the order they came in: %o', async (settings) => {
  const rows = rowsOf(200, (index) => ({ id: (index * 37) % 200, day: (index * 7) % 11, class: `c${index % 3}` }));
  const config = split.config.parse(settings);
  const scan: Rel = { op: 'scan', key: 'table', columns: columnNames(schema) };
  const values = rows.map((row) => `(${[row.id, row.day, row.class, row.who].map(cell).join(', ')})`);
  const table = `(from (values ${values.join(', ')}) t(id, day, class, who))`;
  const sql = renderSql(labelRel(config, schema, scan), { scan: () => table, learned: () => undefined });
  const found = await stage.database.rows<{ id: number }>(`select id::double as id from (${sql})`);
  expect(found.map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
});

describe('k-fold', () => {
  test('every training row is judged once in each repeat, by a model that did not see it', async () => {
    const settings = {
      folds: { kind: 'k-fold', count: 5, repeats: 3 },
      shares: { train: 0.6, validation: 0.2, test: 0.2 },
    };
    const rows = await label(settings, rowsOf(500));
    for (const row of rows) {
      for (const repeat of [0, 1, 2]) {
        const uses = row.rounds.slice(repeat * 5, repeat * 5 + 5);
        const expected = row.part === 'train' ? { fit: 4, judge: 1 } : { fit: 0, judge: 0 };
        expect({
          fit: uses.filter((use) => use === 'fit').length,
          judge: uses.filter((use) => use === 'judge').length,
        }).toEqual(expected);
      }
    }
    // 300 training rows in 5 folds: 60 each, give or take four standard deviations.
    for (let round = 0; round < 15; round++) expect(Math.abs(judged(rows, round).length - 60)).toBeLessThan(28);
  });

  test('a row keeps its part and its fold whatever rows are added beside it', async () => {
    const settings = { folds: { kind: 'k-fold', count: 4 } };
    const few = await label(settings, rowsOf(50));
    expect((await label(settings, rowsOf(90))).slice(0, 50)).toEqual(few);
    expect(await label({ ...settings, seed: 8 }, rowsOf(50))).not.toEqual(few);
  });
});

describe('groups', () => {
  const groups = (count: number) => rowsOf(count, (index) => ({ who: index % 7 === 0 ? null : `p${index % 23}` }));
  const placesOf = (rows: readonly Labelled[], place: (row: Labelled) => string) => {
    const places = new Map<string | null, Set<string>>();
    for (const row of rows) places.set(row.who, (places.get(row.who) ?? new Set()).add(place(row)));
    return [...places.values()].map((set) => set.size);
  };

  test('never stand in two parts, missing ones included', async () => {
    const rows = await label(
      { method: 'group', by: 'who', shares: { train: 0.5, validation: 0.25, test: 0.25 } },
      groups(300),
    );
    expect(new Set(placesOf(rows, (row) => row.part))).toEqual(new Set([1]));
    expect(new Set(rows.map((row) => row.part)).size).toBe(3);
  });

  test('never stand in two folds', async () => {
    const rows = await label({ folds: { kind: 'group', by: 'who', count: 4 } }, groups(300));
    expect(new Set(placesOf(rows, (row) => String(row.rounds)))).toEqual(new Set([1]));
  });
});
