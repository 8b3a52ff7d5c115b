import { expect, it } from 'vitest';
import { copiedText } from './copied-text';

const copied = {
  names: ['id', 'note, long'],
  rows: [
    [1, 'says "hi"'],
    [12345678901234567n, null],
    [3, 'two\nlines\tand a tab'],
  ],
};

it('copies cells for a spreadsheet: no names, and no break inside a cell', () => {
  expect(copiedText(copied, 'tsv')).toBe('1\tsays "hi"\n12345678901234567\t\n3\ttwo lines and a tab');
});

it('copies CSV with names, quoted where needed', () => {
  expect(copiedText(copied, 'csv')).toBe(
    'id,"note, long"\n1,"says ""hi"""\n12345678901234567,\n3,"two\nlines\tand a tab"\n',
  );
});

it('copies JSON objects, large whole numbers as text', () => {
  expect(JSON.parse(copiedText(copied, 'json'))).toEqual([
    { id: 1, 'note, long': 'says "hi"' },
    { id: '12345678901234567', 'note, long': null },
    { id: 3, 'note, long': 'two\nlines\tand a tab' },
  ]);
});
