import { describe, expect, it } from 'vitest';
import type { OutlineRow } from './outline-rows';
import { rowOf, treeStep } from './tree-keys';

const row = (key: string, level: number, isOpen?: boolean): OutlineRow => ({
  kind: 'node',
  id: key,
  key,
  level,
  isOpen,
  position: 1,
  of: 1,
});
const rows = [row('file', 1, false), row('split', 1, true), row('in', 2), row('out', 2), row('train', 1, false)];

describe('the keys of the tree', () => {
  it.each([
    ['ArrowDown', 0, { go: 1 }],
    ['ArrowDown', 4, { go: 4 }],
    ['ArrowUp', 0, { go: 0 }],
    ['Home', 3, { go: 0 }],
    ['End', 0, { go: 4 }],
    ['PageDown', 0, { go: 4 }],
    ['ArrowRight', 0, { fold: 'open' }],
    ['ArrowRight', 1, { go: 2 }],
    ['ArrowRight', 2, undefined],
    ['ArrowLeft', 1, { fold: 'close' }],
    ['ArrowLeft', 3, { go: 1 }],
    ['ArrowLeft', 4, { go: 4 }],
    ['Tab', 1, undefined],
  ] as const)('%s on row %i', (key, at, step) => {
    expect(treeStep(rows, at, key)).toEqual(step);
  });
});

describe('typing a name', () => {
  const words = ['File', 'Split', 'Table', 'Train', 'Evaluate', 'Tune'];

  it('goes to the next row that begins so, round the end', () => {
    expect(rowOf(words, 0, 't')).toBe(2);
    expect(rowOf(words, 2, 't')).toBe(3);
    expect(rowOf(words, 5, 't')).toBe(2);
  });

  it('stays while the row still fits, and goes on when it does not', () => {
    expect(rowOf(words, 3, 'tr')).toBe(3);
    expect(rowOf(words, 3, 'tu')).toBe(5);
  });

  it('finds nothing where nothing begins so', () => {
    expect(rowOf(words, 0, 'x')).toBeUndefined();
  });
});
