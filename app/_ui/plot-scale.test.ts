import { describe, expect, it } from 'vitest';
import { extentOf, niceTicks, tickText } from './plot-scale';

describe('ticks', () => {
  it('are round numbers inside the range', () => {
    expect(niceTicks(0, 1, 4)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(niceTicks(-3, 97, 5)).toEqual([0, 20, 40, 60, 80]);
    expect(niceTicks(12_700, 755_000, 4)).toEqual([200_000, 400_000, 600_000]);
  });

  it('stand alone where there is no range', () => {
    expect(niceTicks(5, 5, 4)).toEqual([5]);
  });

  it('are written as short as tells them apart', () => {
    expect([0, 0.25, 0.5].map(tickText([0, 0.25, 0.5]))).toEqual(['0.00', '0.25', '0.50']);
    expect([0, 200_000].map(tickText([0, 200_000]))).toEqual(['0', '200k']);
    expect([-1, 0, 1].map(tickText([-1, 0, 1]))).toEqual(['−1', '0', '1']);
  });
});

describe('the extent of values', () => {
  it('leaves room round them, and has a width where they are all the same', () => {
    expect(extentOf([0, 10], 0.1)).toEqual([-1, 11]);
    expect(extentOf([4, 4])).toEqual([2, 6]);
    expect(extentOf([])).toEqual([0, 1]);
  });
});
