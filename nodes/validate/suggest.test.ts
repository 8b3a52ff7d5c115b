import { describe, expect, test } from 'vitest';
import { type ProfiledColumn, suggestRules } from './suggest';

const words = (column: Partial<ProfiledColumn>, rows = 1000, existing: Parameters<typeof suggestRules>[1] = []) =>
  suggestRules(
    { rowCount: rows, columns: [{ name: 'x', type: 'float', missing: 0, distinct: 500, ...column }] },
    existing,
  ).map((suggestion) => suggestion.words);

describe('rules suggested from a profile', () => {
  test('numbers: never missing, and a range with room above what was seen', () => {
    expect(words({ min: 3, max: 117 })).toEqual([
      'x is of type float',
      'x is not missing',
      'x is at least 0 and at most 130',
    ]);
    expect(words({ min: -12.5, max: -1 })[2]).toBe('x is at least -14 and at most 0');
    expect(words({ type: 'int', distinct: 7, min: 1, max: 7 })[2]).toBe('x is at least 0 and at most 7');
  });

  test('missing values: their share may not grow by more than half', () => {
    expect(words({ missing: 100, distinct: 10 })[1]).toBe('the share of missing values of x is at most 0.15');
  });

  test('few texts are a set, many are an identity', () => {
    const top = [
      { value: 'a', count: 700 },
      { value: 'b', count: 300 },
    ];
    expect(words({ type: 'text', distinct: 2, top })).toEqual([
      'x is of type text',
      'x is not missing',
      'x is one of a, b',
    ]);
    expect(words({ type: 'text', distinct: 985, top: top.map((each) => ({ ...each, count: 1 })) })).toContain(
      'x is unique',
    );
  });

  test('dates begin where they began', () => {
    expect(words({ type: 'date', min: '2024-01-05T00:00:00.000Z', max: '2024-03-01T00:00:00.000Z' })).toContain(
      'x is from 2024-01-05',
    );
  });

  test('what is there already, too few rows and empty columns suggest nothing', () => {
    const [type] = suggestRules({ rowCount: 1000, columns: [{ name: 'x', type: 'float', missing: 0, distinct: 5 }] });
    expect(words({}, 1000, [type!.rule])).toEqual(['x is not missing']);
    expect(words({}, 10)).toEqual([]);
    expect(words({ type: 'text', missing: 1000, distinct: 0, top: [] })).toEqual([
      'x is of type text',
      'the share of missing values of x is at most 1',
    ]);
  });
});
