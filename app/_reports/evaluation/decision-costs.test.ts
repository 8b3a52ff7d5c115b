import { describe, expect, it } from 'vitest';
import { cheapest, costOf, outcomeAt, outcomesOf, settingOf } from './decision-costs';

/** Scores .9 and .6 positive, .7 and .2 negative. */
const outcomes = outcomesOf({
  thresholds: [0.9, 0.7, 0.6, 0.2],
  truePositives: [1, 1, 2, 2],
  falsePositives: [0, 1, 1, 2],
  positives: 2,
  negatives: 2,
});

describe('what a threshold decides', () => {
  it('is everything from it upward', () => {
    expect(outcomeAt(outcomes, 0.65)).toMatchObject({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
    });
    expect(outcomeAt(outcomes, 0.6)).toMatchObject({ truePositives: 2, falsePositives: 1 });
    expect(outcomeAt(outcomes, 0)).toMatchObject({ truePositives: 2, falsePositives: 2 });
  });

  it('is nothing above the highest score', () => {
    expect(outcomeAt(outcomes, 0.95)).toMatchObject({
      truePositives: 0,
      falsePositives: 0,
      falseNegatives: 2,
      trueNegatives: 2,
    });
    const certain = outcomesOf({
      thresholds: [1],
      truePositives: [1],
      falsePositives: [0],
      positives: 1,
      negatives: 0,
    });
    expect(outcomeAt(certain, 1)).toMatchObject({ truePositives: 1 });
  });
});

describe('what it costs', () => {
  it('is per row, and a gain lowers it', () => {
    // One false alarm at 3, no miss, two hits at 1, over four rows.
    expect(costOf(outcomeAt(outcomes, 0.6), { falseAlarm: 3, miss: 10, hit: 1 })).toBe((3 - 2) / 4);
  });

  it('is least where misses are dear at a low threshold, and where alarms are dear at a high one', () => {
    expect(cheapest(outcomes, { falseAlarm: 1, miss: 10, hit: 0 }).threshold).toBe(0.6);
    expect(cheapest(outcomes, { falseAlarm: 10, miss: 1, hit: 0 }).threshold).toBe(0.9);
    expect(cheapest(outcomes, { falseAlarm: 10, miss: 0, hit: 0 }).threshold).toBe(1);
  });

  it('keeps the row a threshold was taken from on its side when it is written as a setting', () => {
    expect(settingOf(0.312789)).toBe(0.3127);
  });
});
