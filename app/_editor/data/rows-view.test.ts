import { expect, it } from 'vitest';
import { conditionOf, conditionWords, sortedBy, withCondition, withoutCondition, withoutGone } from './rows-view';

it('sorts by one column at a time, and by none again', () => {
  const byAge = sortedBy({ where: [] }, 'age', 'descending');
  expect(byAge).toEqual({ where: [], sort: [{ column: 'age', descending: true }] });
  expect(sortedBy(byAge, 'id', 'ascending').sort).toEqual([{ column: 'id', descending: false }]);
  expect(sortedBy(byAge, 'age', undefined).sort).toEqual([]);
});

it('takes a condition once, and leaves the others when one goes', () => {
  const old = { column: 'age', is: 'at-least', value: '40' } as const;
  const view = withCondition(withCondition(withCondition({}, old), { column: 'city', is: 'missing', value: '' }), old);
  expect(view.where?.map(conditionWords)).toEqual(['city is missing', 'age is at least 40']);
  expect(withoutCondition(view, 0).where).toEqual([old]);
});

it('filters by the value of a cell; a missing one is told by being missing', () => {
  expect(conditionOf('city', 'Ulm', true)).toEqual({ column: 'city', is: 'equals', value: 'Ulm' });
  expect(conditionOf('city', null, false)).toEqual({ column: 'city', is: 'present', value: '' });
  expect(conditionOf('v', [1, 2], true)).toBeUndefined();
});

it('forgets what was said of columns that an edit took away', () => {
  const view = {
    sort: [{ column: 'a', descending: false }],
    where: [{ column: 'b', is: 'equals' as const, value: '1' }],
  };
  expect(withoutGone(view, new Set(['a', 'b']))).toBe(view);
  expect(withoutGone(view, new Set(['b']))).toEqual({ sort: [], where: view.where });
  expect(withoutGone(view, undefined)).toBe(view);
});
