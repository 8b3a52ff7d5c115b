import { expect, test } from 'vitest';
import { splitTables } from './markdown-tables';

test('a table is cut out of the text around it', () => {
  expect(splitTables('before\n\n| a | b |\n| --- | ---: |\n| 1 | `x` |\n| 2 |  |\nafter')).toEqual([
    { kind: 'text', text: 'before\n' },
    {
      kind: 'table',
      head: ['a', 'b'],
      rows: [
        ['1', '`x`'],
        ['2', ''],
      ],
    },
    { kind: 'text', text: 'after' },
  ]);
});

test('a bar in a cell is written with a backslash', () => {
  expect(splitTables('| a |\n| - |\n| `x \\|\\| y` |')).toEqual([{ kind: 'table', head: ['a'], rows: [['`x || y`']] }]);
});

test('bars in code and in sentences are no table', () => {
  const markdown = 'a | b\n\n```\n| a |\n| - |\n```\n| alone |';
  expect(splitTables(markdown)).toEqual([{ kind: 'text', text: markdown }]);
});
