import { describe, expect, test } from 'vitest';
import { decidedRows, judge, threeGroups } from './testing/judged-example';

// Values of Fairlearn 0.12 and of AIF360's formulae, on the rows of the reference statistics (section 8).
const between = {
  demographic_parity_difference: 0.333333333333,
  demographic_parity_ratio: 0.333333333333,
  equalized_odds_difference: 0.333333333333,
  equalized_odds_difference_mean: 0.291666666667,
  equalized_odds_ratio: 0,
  equal_opportunity_difference: 0.25,
  equal_opportunity_ratio: 0.666666666667,
};
const toOverall = {
  demographic_parity_difference_to_overall: 0.179487179487,
  demographic_parity_ratio_to_overall: 0.481481481481,
  equalized_odds_difference_to_overall: 0.1875,
  equalized_odds_ratio_to_overall: 0,
  equal_opportunity_difference_to_overall: 0.15,
  equal_opportunity_ratio_to_overall: 0.8,
};
// Privileged A against B and C.
const toReference = {
  statistical_parity_difference: -0.25,
  disparate_impact: 0.5,
  equal_opportunity_difference_to_reference: -0.25,
  average_odds_difference: -0.241666666667,
  average_absolute_odds_difference: 0.241666666667,
};

const measured = (report: ReturnType<typeof judge>) =>
  Object.fromEntries(report.slices[0]!.measures.map(({ name, value }) => [name, value]));

describe('measures meet the reference values', () => {
  const report = judge(threeGroups.rows, threeGroups.of, { reference: 'A' });
  test.each(Object.entries({ ...between, ...toOverall, ...toReference }))('%s', (name, expected) => {
    expect(measured(report)[name]).toBeCloseTo(expected, 11);
  });

  test('the rates below them', () => {
    const rates = report.slices[0]!.groups.map(({ metrics }) => [
      metrics.selection_rate!.value,
      metrics.recall!.value,
      metrics.false_positive_rate!.value,
    ]);
    expect(rates).toEqual([
      [0.5, 0.75, 1 / 3],
      [0.3, 0.5, 1 / 6],
      [1 / 6, 0.5, 0],
    ]);
    expect(report.overall.selection_rate!.value).toBeCloseTo(0.346153846154, 11);
    expect(report.overall.recall!.value).toBe(0.6);
    expect(report.overall.false_positive_rate!.value).toBe(0.1875);
  });

  test('on the data of Fairlearn’s own tests, by its groups “aa” and “ba”', () => {
    // test/unit/metrics/data_for_test.py of Fairlearn: y_t, y_p, and g_1 in runs of two.
    const rows = decidedRows(
      '10111011000111011001110000111111010100101001110001111001110110111111111',
      '01110001111001110110110000111111010100101011011011011111000011111111111',
    );
    const of = Array.from({ length: 71 }, (_, row) => (Math.floor(row / 2) % 2 === 0 ? 'aa' : 'ba'));
    const values = measured(judge(rows, of));
    expect(values.demographic_parity_difference).toBeCloseTo(0.0746031746032, 11);
    expect(values.demographic_parity_ratio).toBeCloseTo(0.891203703704, 11);
    expect(values.equalized_odds_difference).toBeCloseTo(0.100790513834, 11);
    expect(values.equalized_odds_ratio).toBeCloseTo(0.871212121212, 11);
    expect(values.equal_opportunity_difference).toBeCloseTo(0.100790513834, 11);
  });
});

describe('what is undefined is said to be', () => {
  const find = (report: ReturnType<typeof judge>, name: string) =>
    report.slices[0]!.measures.find((measure) => measure.name === name)!;

  test('a group without positives has no true positive rate: it is left out, and named', () => {
    const report = judge(decidedRows('1100 1100 0000', '1000 1100 1000'), [...'AAAABBBBCCCC']);
    const odds = find(report, 'equal_opportunity_difference');
    expect(odds.value).toBe(0.5);
    expect(odds.excluded).toEqual([
      {
        group: 'group = C',
        why: 'no row of it has the favourable outcome, so its true positive rate is undefined',
      },
    ]);
    expect(report.slices[0]!.groups[2]!.metrics.recall).toEqual({
      value: null,
      reason: 'no row of it has the favourable outcome',
      of: 0,
    });
    expect(find(report, 'demographic_parity_difference').excluded).toEqual([]);
  });

  test('a true positive rate of one group only makes no difference', () => {
    const report = judge(decidedRows('1100 0000', '1000 1100'), [...'AAAABBBB']);
    expect(find(report, 'equal_opportunity_difference')).toMatchObject({
      value: null,
      reason: 'a true positive rate is known of one group only: no row of it has the favourable outcome in the others',
    });
    expect(find(report, 'equalized_odds_difference').value).toBe(null);
  });

  test('nobody is selected: the difference is 0, the ratio 0/0', () => {
    const report = judge(decidedRows('1100 1100', '0000 0000'), [...'AAAABBBB'], { reference: 'A' });
    expect(find(report, 'demographic_parity_difference').value).toBe(0);
    expect(find(report, 'demographic_parity_ratio')).toMatchObject({
      value: null,
      reason: 'the selection rate is 0 in every group, and 0/0 says nothing',
    });
    expect(find(report, 'disparate_impact').reason).toBe(
      'the selection rate of group = A is 0, and nothing can be divided by it',
    );
  });

  test('groups that are too small are left out with their number of rows, and count as part of all rows', () => {
    const report = judge(threeGroups.rows, threeGroups.of, { minimumRows: 7 });
    expect(find(report, 'demographic_parity_difference')).toMatchObject({
      excluded: [{ group: 'group = C', why: '6 rows, fewer than 7' }],
    });
    expect(find(report, 'demographic_parity_difference').value).toBeCloseTo(0.2, 12);
    expect(report.overall.selection_rate!.value).toBeCloseTo(9 / 26, 12);
    expect(report.slices[0]!.groups[2]!.differences).toEqual({});
  });

  test('a single group', () => {
    const report = judge(decidedRows('1100', '1000'), [...'AAAA'], { reference: 'A' });
    expect(report.slices[0]!.notes).toEqual([
      'All rows are of one group, group = A: there is nothing to compare it with.',
    ]);
    expect(find(report, 'demographic_parity_difference').reason).toBe('group = A is the only group of at least 1 rows');
    expect(find(report, 'disparate_impact').reason).toBe('there is no other group');
  });

  test('a reference that is no group is refused with those there are', () => {
    expect(() => judge(threeGroups.rows, threeGroups.of, { reference: 'D' })).toThrow(
      'group has no group “D” to compare the others with.',
    );
  });
});

describe('sentences', () => {
  const sentence = (name: string) =>
    judge(threeGroups.rows, threeGroups.of, { reference: 'A' }).slices[0]!.measures.find(
      (measure) => measure.name === name,
    )!.sentence;
  test.each([
    [
      'demographic_parity_ratio',
      /^group = C are decided “good” 0\.333 times as often as group = A: 16\.7 % against 50\.0 % \(95 % interval /,
    ],
    ['disparate_impact', /^All others are decided “good” 0\.5 times as often as group = A: 25\.0 % against 50\.0 %/],
    [
      'equal_opportunity_difference',
      /^group = [BC] are decided “good” where that is true in 50\.0 %, group = A in 75\.0 %: 25\.0 points apart/,
    ],
    ['equalized_odds_difference', /where that is wrong in 0\.0 %, group = A in 33\.3 %: 33\.3 points apart/],
  ])('%s', (name, expected) => {
    expect(sentence(name)).toMatch(expected);
  });
});
