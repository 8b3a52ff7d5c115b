import { describe, expect, test } from 'vitest';
import { nearestName } from './nearest-name';

const columns = ['customer_id', 'monthly_charges', 'total_charges', 'tenure', 'churned', 'signup date', 'Country'];

describe('the nearest name', () => {
  test.each([
    ['total_charge', 'total_charges'],
    ['monthly_charge', 'monthly_charges'],
    ['tenrue', 'tenure'],
    ['churn', 'churned'],
    ['chruned', 'churned'],
    ['country', 'Country'],
    ['signup_date', 'signup date'],
    ['customer', 'customer_id'],
    ['customer_idx', 'customer_id'],
    ['id', undefined],
    ['signup', 'signup date'],
  ])('%s means %s', (typed, meant) => {
    expect(nearestName(typed, columns)).toBe(meant);
  });

  test.each(['price', 'x', 'of', 'zzzzzzzz'])('%s means none of them', (typed) => {
    expect(nearestName(typed, columns)).toBeUndefined();
  });

  test('a name broken off means the shortest that goes on', () => {
    expect(nearestName('date', ['date_of_first_order', 'date_part', 'date_parts'])).toBe('date_part');
  });

  test('an exact name in other case wins over a slip', () => {
    expect(nearestName('AGE', ['ape', 'age'])).toBe('age');
  });

  test('5,000 names of 2,000 characters are searched in seconds at most', () => {
    const long = Array.from({ length: 5_000 }, (_, index) => `${'x'.repeat(2_000)}${index}`);
    const started = performance.now();
    expect(nearestName(`${'x'.repeat(1_999)}y4999`, long)).toBe(long[4_999]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
