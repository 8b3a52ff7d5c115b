import { expect, it } from 'vitest';
import { plainLayout, shownColumns, withHidden, withPinned, withWidth } from './grid-layout';
import { atCell, isInside, isOneCell, moved, rangeOf } from './selection';

const size = { rowCount: 100, columnCount: 5, page: 20 };
const key = (name: string, jump = false) => ({ key: name, jump });

it('moves by cells, pages and to the ends, and stays inside', () => {
  expect(moved({ row: 0, column: 0 }, key('ArrowRight'), size)).toEqual({ row: 0, column: 1 });
  expect(moved({ row: 99, column: 4 }, key('ArrowDown'), size)).toEqual({ row: 99, column: 4 });
  expect(moved({ row: 5, column: 2 }, key('PageDown'), size)).toEqual({ row: 25, column: 2 });
  expect(moved({ row: 5, column: 2 }, key('End', true), size)).toEqual({ row: 99, column: 4 });
  expect(moved({ row: 5, column: 2 }, key('Home', true), size)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 5, column: 2 }, key('x'), size)).toBeUndefined();
});

it('goes up into the head, and from there not further', () => {
  expect(moved({ row: 0, column: 2 }, key('ArrowUp'), size)).toEqual({ row: -1, column: 2 });
  expect(moved({ row: -1, column: 2 }, key('ArrowUp'), size)).toEqual({ row: -1, column: 2 });
});

it('selects the rectangle between two cells, whichever came first', () => {
  const range = rangeOf({ active: { row: 2, column: 4 }, anchor: { row: 7, column: 1 } }, 100);
  expect(range).toEqual({ top: 2, bottom: 7, left: 1, right: 4 });
  expect([isInside(range, { row: 7, column: 1 }), isInside(range, { row: 8, column: 1 })]).toEqual([true, false]);
  expect(isOneCell(rangeOf(atCell({ row: 3, column: 3 }), 100))).toBe(true);
});

it('takes a head for its whole column', () => {
  expect(rangeOf(atCell({ row: -1, column: 3 }), 100)).toEqual({ top: 0, bottom: 99, left: 3, right: 3 });
});

it('puts pinned columns first and leaves hidden ones out', () => {
  const columns = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  const layout = withHidden(withPinned(plainLayout, 'c'), 'a');
  expect(shownColumns(columns, layout)).toEqual({ order: [2, 1, 3], pinnedCount: 1 });
  expect(shownColumns(columns, withPinned(layout, 'c'))).toEqual({ order: [1, 2, 3], pinnedCount: 0 });
});

it('keeps widths within reason, and forgets one to fit what is held again', () => {
  const wide = withWidth(plainLayout, 'a', 5000);
  expect([wide.widths.a, withWidth(wide, 'a', 1).widths.a, withWidth(wide, 'a', undefined).widths.a]).toEqual([
    900,
    44,
    undefined,
  ]);
});
