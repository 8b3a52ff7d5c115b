import { expect, it } from 'vitest';
import { changeWords, isSameOrder, rowsGone } from './change-words';
import type { Side } from './use-side';

const nothing = { changed: [], added: [], gone: [] };
const side = (rowCount: number, kind: string, view: Side['view'] = {}): Side =>
  ({ rows: { rowCount, isCounted: true, basis: { kind } }, view }) as unknown as Side;

it('says what became of columns and rows, and nothing where nothing did', () => {
  expect(changeWords(nothing, 0)).toBeUndefined();
  expect(changeWords({ ...nothing, changed: ['a'], added: ['b', 'c'] }, 0)).toBe('1 column changed, 2 added');
  expect(changeWords({ ...nothing, added: ['b'] }, 5636)).toBe('1 column added, 5,636 rows gone');
  expect(changeWords(nothing, -1)).toBe('1 row more');
});

it('counts rows that went only where both sides are looked at alike', () => {
  expect(rowsGone(side(100, 'run'), side(60, 'all'))).toBe(40);
  expect(rowsGone(side(30_000, 'run'), side(600, 'sample'))).toBe(0);
  expect(rowsGone(side(100, 'run', { where: [{ column: 'a', is: 'missing', value: '' }] }), side(60, 'run'))).toBe(0);
});

it('compares rows by place while neither side is sorted or filtered', () => {
  expect(isSameOrder({}, { part: 'train' })).toBe(true);
  expect(isSameOrder({}, { sort: [{ column: 'a', descending: false }] })).toBe(false);
});
