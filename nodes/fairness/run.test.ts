import { describe, expect, test } from 'vitest';
import { findMeasure, measures, sliceMetrics } from '@/server/fairness';
import { trainedByHand } from '@/server/learning/testing/trained-by-hand';
import type { Column, TableSchema } from '../kernel';
import { openTestStage } from '../testing-context';
import { fairness } from './definition';
import type { FairnessReport } from './fairness-report';
import { AGAINST_REFERENCE, isRatio, MEASURES, SLICE_METRICS } from './names';
import run from './run';

/** The log odds of the second class are 10 (x − 0.5); without classes it says 10 x − 5. */
function trained(classes: string[] | undefined) {
  const outputs = Array.from({ length: classes && classes.length > 2 ? classes.length : 1 }, (_, output) => output + 1);
  return trainedByHand({
    feature: 'x',
    coefficients: outputs.map((output) => 10 * output),
    intercepts: outputs.map((output) => -5 * output),
    classes,
  });
}

const COLUMNS: Column[] = [
  { name: 'x', type: 'float', nullable: false },
  { name: 'y', type: 'text', nullable: true },
  { name: 'sex', type: 'text', nullable: true },
  { name: 'age', type: 'int', nullable: true },
  { name: 'id', type: 'text', nullable: false },
];

/** 400 test rows: f are selected in 2 of 10, m in 6 of 10, 20 have no sex; every other row is actually yes. */
const ROWS = `select case when (i % 10) < (case when i % 2 = 0 then 2 else 6 end) then 0.9 else 0.1 end::double as x,
  case when (i // 2) % 2 = 0 then 'yes' else 'no' end as y,
  case when i % 20 = 19 then null when i % 2 = 0 then 'f' else 'm' end as sex,
  20 + i % 50 as age, 'c' || i as id, 'test' as "$partition" from range(400) t(i)`;

async function judge(
  config: Record<string, unknown>,
  more: {
    sql?: string;
    classes?: string[] | null;
    prepared?: string;
    partitioned?: boolean;
    served?: { threshold: number; positive?: string };
  } = {},
) {
  await using stage = await openTestStage();
  const { sql = ROWS, classes = ['no', 'yes'], partitioned = true } = more;
  const columns = classes
    ? COLUMNS
    : COLUMNS.map((one) => (one.name === 'y' ? { ...one, type: 'float' as const } : one));
  const schema: TableSchema = { columns, open: false, partitioned };
  await stage.givenTable('table', schema, sql);
  if (more.prepared) await stage.givenTable('prepared', schema, more.prepared);
  stage.givenJson('model', trained(classes ?? undefined));
  let failure: { message: string; hint: string | undefined } | undefined;
  try {
    await run.run(
      stage.context({
        ...fairness.config.parse({ slices: [{ column: 'sex' }], resamples: 100, ...config }),
        ...(more.served ? { served: more.served } : {}),
      }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StageFailure') throw error;
    failure = { message: error.message, hint: (error as Error & { details: { hint?: string } }).details.hint };
  }
  const written = stage.reports.get('report');
  return { report: written?.value as FairnessReport, summary: written?.summary, failure, logs: stage.logs };
}

const rates = (report: FairnessReport) =>
  Object.fromEntries(report.slices[0]!.groups.map(({ values, metrics }) => [values[0], metrics.selection_rate!.value]));

describe('the report', () => {
  test('has a group for each value, the missing one last', async () => {
    const { report, summary } = await judge({ minimumRows: 10 });
    expect(report).toMatchObject({ part: 'test', rows: 400, target: 'y', favourable: 'yes', missingTarget: 0 });
    expect(report.slices[0]!.groups.map(({ name, rows }) => [name, rows])).toEqual([
      ['sex = f', 200],
      ['sex = m', 180],
      ['sex (missing)', 20],
    ]);
    expect(rates(report).f).toBeCloseTo(0.2, 12);
    expect(summary).toMatchObject({ rows: 400, groups: 3 });
  });

  test('compares numbers in bins of about as many rows, or cut where one says', async () => {
    const { report } = await judge({ slices: [{ column: 'age' }, { column: 'age', cuts: '30, 60' }] });
    expect(report.slices.map(({ groups }) => groups.map(({ values, rows }) => [values[0], rows]))).toEqual([
      [
        ['< 32', 96],
        ['32–44', 104],
        ['45–56', 96],
        ['≥ 57', 104],
      ],
      [
        ['< 30', 80],
        ['30–59', 240],
        ['≥ 60', 80],
      ],
    ]);
  });

  test('knows a bin by the hyphen of a keyboard', async () => {
    const { report } = await judge({ slices: [{ column: 'age', cuts: '30, 60', reference: '30-59' }] });
    expect(report.slices[0]!.reference).toBe('age 30–59');
  });

  test('crosses two columns', async () => {
    const { report } = await judge({ slices: [{ column: 'sex', crossed: 'age', cuts: '45' }] });
    expect(report.slices[0]!.columns).toEqual(['sex', 'age']);
    expect(report.slices[0]!.groups.map(({ name }) => name)).toContain('sex = f, age < 45');
  });

  test('decides as the nodes above do, unless a threshold of its own is set, and says so', async () => {
    const from = async (config: object, served?: { threshold: number; positive?: string }) => {
      const { report, logs } = await judge({ ...config }, served ? { served } : {});
      return { ...report.decided, favourable: report.favourable, selected: report.overall.selection_rate!.value, logs };
    };
    expect(await from({})).toMatchObject({ threshold: 0.5, by: 'default', positive: 'yes' });
    // Every score is 0.018 or 0.982.
    expect(await from({}, { threshold: 0.01 })).toMatchObject({ threshold: 0.01, by: 'above', selected: 1 });
    const own = await from({ threshold: 0.5 }, { threshold: 0.01 });
    expect(own).toMatchObject({ threshold: 0.5, by: 'setting', served: 0.01 });
    expect(own.logs).toContain('Decided from 0.5 as set here; an endpoint would decide from 0.01.');
    expect(await from({}, { threshold: 0.5, positive: 'no' })).toMatchObject({ positive: 'no', favourable: 'no' });
  });

  test('the favourable class may be the one that is not sought: rows decided so are those not found', async () => {
    const served = { threshold: 0.99, positive: 'no' };
    const { report } = await judge({ favourable: 'yes' }, { served });
    // No row is “no” with 0.99, so every row is decided “yes”.
    expect(report).toMatchObject({ favourable: 'yes', overall: { selection_rate: { value: 1 } } });
  });

  test('is about errors for a model of numbers', async () => {
    const sql = `select i % 2 / 2.0 as x, -5.0 + (i % 2) * 6 as y, case when i % 2 = 0 then 'f' else 'm' end as sex, 1 as age, 'a' as id, 'test' as "$partition" from range(100) t(i)`;
    const { report } = await judge({ slices: [{ column: 'sex', reference: 'm' }] }, { sql, classes: null });
    expect(report).toMatchObject({ task: 'regression', favourable: null, decided: null });
    // f: predicted −5, actual −5; m: predicted 0, actual 1.
    expect(report.slices[0]!.groups.map(({ metrics }) => [metrics.mae!.value, metrics.bias!.value])).toEqual([
      [0, 0],
      [1, -1],
    ]);
    const gap = report.slices[0]!.measures.find(({ name }) => name === 'mae_difference')!;
    expect([gap.value, gap.sentence]).toEqual([
      1,
      'MAE is 0 for sex = f and 1 for sex = m: 1 apart (95 % interval 1 to 1).',
    ]);
  });

  test('of many classes compares what is right, and an outcome once it is named', async () => {
    const classes = ['maybe', 'no', 'yes'];
    const without = (await judge({}, { classes })).report;
    expect(without.slices[0]!.measures).toEqual([]);
    expect(without.slices[0]!.notes[0]).toContain('more than two classes');
    expect(without.metrics).toEqual(['accuracy', 'log_loss']);
    const named = (await judge({ favourable: 'yes' }, { classes })).report;
    expect(named.slices[0]!.measures.length).toBeGreaterThan(10);
  });
});

describe('gates', () => {
  const gate = (value: number, more: object = {}) => ({
    minimumRows: 30,
    gates: [{ what: 'measure', measure: 'demographic_parity_difference', op: '<=', value, ...more }],
  });

  test('one that holds passes', async () => {
    const { report, failure } = await judge(gate(0.6));
    expect([failure, report.gates[0]!.passed]).toEqual([undefined, true]);
  });

  test('one that does not fails the run with the groups, the numbers and the interval, after the report is written', async () => {
    const { report, failure } = await judge(gate(0.1));
    expect(failure?.message).toMatch(
      /^Demographic parity difference is 0\.\d+ by sex \(95 % interval 0\.\d+ to 0\.\d+\), with its upper bound 0\.\d+; the gate asks for ≤ 0\.1\. sex = f are decided “yes” in 20\.0 %, sex = m in /,
    );
    expect(report.gates[0]).toMatchObject({ passed: false, slice: 'sex' });
  });

  test('by the bound is stricter than by the value', async () => {
    const value = (await judge({})).report.slices[0]!.measures[0]!.value!;
    const between = Math.round((value + 0.01) * 1000) / 1000;
    expect((await judge(gate(between, { use: 'point' }))).failure).toBe(undefined);
    expect((await judge(gate(between))).failure).toBeDefined();
  });

  test('on a metric in every group is decided by the worst', async () => {
    const gates = [{ what: 'slice', metric: 'recall', op: '>=', value: 0.9 }];
    const { failure, report } = await judge({ gates });
    expect(report.gates[0]!.group).toBe('sex = f');
    expect(failure?.message).toMatch(/^True positive rate is 0\.2 for sex = f, the worst of 2 groups/);
  });

  test('on what is undefined does not pass, and says so', async () => {
    const { failure } = await judge({ ...gate(0.5), minimumRows: 190 });
    expect(failure?.message).toBe(
      'Demographic parity difference is undefined: sex = f is the only group of at least 190 rows (sex). A gate on what is undefined does not pass.',
    );
    const wrongTask = await judge({ gates: [{ what: 'slice', metric: 'mae', op: '<=', value: 1 }] });
    expect(wrongTask.failure?.message).toContain('MAE is undefined');
  });

  test('may look at one column’s groups only', async () => {
    const slices = [{ column: 'sex' }, { column: 'age', cuts: '45' }];
    expect((await judge({ slices, ...gate(0.3, { column: 'age' }) })).failure).toBe(undefined);
    expect((await judge({ slices, ...gate(0.3) })).failure?.message).toContain('by sex');
    const crossed = [{ column: 'sex', crossed: 'age', cuts: '45' }];
    expect((await judge({ slices: crossed, ...gate(0.3, { column: 'age' }) })).failure?.message).toContain('sex × age');
    const both = [...slices, ...crossed];
    expect((await judge({ slices: both, ...gate(0.3, { column: 'age' }) })).failure).toBe(undefined);
  });
});

describe('what cannot be compared', () => {
  test('ten thousand groups', async () => {
    const sql = ROWS.replace('range(400)', 'range(10000)');
    const { failure } = await judge({ slices: [{ column: 'id' }] }, { sql });
    expect(failure).toEqual({
      message: 'id makes 10,000 groups of 10,000 rows; at most 200 can be compared.',
      hint: 'Choose another column, gather its rare values (Group rare), or make bins of it (Bin).',
    });
  });
  test('a column that is not there', async () => {
    const { failure } = await judge({ slices: [{ column: 'colour' }] });
    expect(failure?.message).toBe('The rows to judge have no column colour to group them by.');
  });
  test('one group: it is judged, and there is nothing to compare it with', async () => {
    const { report, logs } = await judge({}, { sql: ROWS.replace(/case when i % 20.*sex/, `'f' as sex`) });
    expect(report.slices[0]!.groups).toHaveLength(1);
    expect(logs).toContain('sex: All rows are of one group, sex = f: there is nothing to compare it with.');
  });
  test('a column whose every value is missing', async () => {
    const { report } = await judge({}, { sql: ROWS.replace(/case when i % 20.*sex/, 'null::varchar as sex') });
    expect(report.slices[0]!.groups.map(({ name }) => name)).toEqual(['sex (missing)']);
  });
  test('a model of one class', async () => {
    expect((await judge({}, { classes: ['no'] })).failure?.message).toContain('knows one class only, “no”');
  });
  test('a favourable class and a reference that are not there', async () => {
    expect((await judge({ favourable: 'perhaps' })).failure?.message).toBe('“perhaps” is not a class of y.');
    const { failure } = await judge({ slices: [{ column: 'sex', reference: 'x' }] });
    expect(failure).toEqual({
      message: 'sex has no group “x” to compare the others with.',
      hint: 'Its groups are “f”, “m”, “(missing)”.',
    });
  });
  test('no split, no rows, no truth', async () => {
    expect((await judge({}, { partitioned: false })).failure?.message).toContain('No split labels these rows');
    expect((await judge({ part: 'validation' })).failure?.message).toBe('The validation part has no rows to judge.');
    const sql = ROWS.replace(/case when \(i \/\/ 2\).*y,/, 'null::varchar as y,');
    expect((await judge({}, { sql })).failure?.message).toBe('y is missing in every one of the 400 test rows.');
  });
});

describe('rows of a class the model does not know, and without a truth', () => {
  test('are counted and left out', async () => {
    const sql = `${ROWS} union all select 0.9, 'maybe', 'other', 30, 'd', 'test' union all select 0.9, null, 'f', 30, 'e', 'test'`;
    const { report } = await judge({}, { sql });
    expect(report).toMatchObject({ rows: 400, unknownClass: 1, missingTarget: 1 });
    expect(report.slices[0]!.groups.map(({ values }) => values[0])).toEqual(['f', 'm', '(missing)']);
  });
});

describe('a second table for the model', () => {
  const prepared = ROWS.replace('20 + i % 50 as age', '0 as age');
  test('is read in the same order, so that groups come from the first', async () => {
    const { report } = await judge({ slices: [{ column: 'age', cuts: '45' }] }, { prepared });
    expect(report.slices[0]!.groups.map(({ rows }) => rows)).toEqual([200, 200]);
  });
  test('of other rows is refused with the first that differs', async () => {
    const sorted = `from (${ROWS}) order by y, id`;
    expect((await judge({}, { prepared: sorted })).failure?.message).toMatch(
      /not the same rows: they differ in row \d/,
    );
    const fewer = `from (${ROWS}) limit 300`;
    expect((await judge({}, { prepared: fewer })).failure?.message).toContain('400 rows, and 300');
  });
});

test('the report is the same bytes for the same rows', async () => {
  const [one, other] = [await judge({}), await judge({})];
  expect(JSON.stringify(other.report)).toBe(JSON.stringify(one.report));
});

test('what a form offers is what is measured', () => {
  expect(SLICE_METRICS).toEqual(sliceMetrics.map(({ name, title }) => ({ value: name, label: title })));
  expect(MEASURES).toEqual(measures.map(({ name, title }) => ({ value: name, label: title })));
  for (const { value } of MEASURES) {
    expect(AGAINST_REFERENCE.has(value), value).toBe(findMeasure(value)!.compares === 'reference');
    expect(isRatio(value), value).toBe(findMeasure(value)!.kind === 'ratio');
  }
});
