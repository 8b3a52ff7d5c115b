import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { printSyntax } from './format';
import { parse } from './parse';
import { renameColumn, renameColumns } from './rename';
import { partsOf, type Syntax } from './syntax';
import { arbitrarySyntax } from './testing/arbitrary-syntax';

describe('renaming a column', () => {
  test.each([
    ['a + b', 'a', 'x', 'x + b'],
    ['a  +\n  a*2', 'a', 'total', 'total  +\n  total*2'],
    ['a + aa + "a"', 'a', 'b', 'b + aa + b'],
    ["a = 'a'", 'a', 'b', "b = 'a'"],
    ['lower(lower)', 'lower', 'name', 'lower(name)'],
    ["date > date '2026-01-01'", 'date', 'day', "day > date '2026-01-01'"],
    ['a + 1', 'a', 'select', 'select + 1'],
    ['a + 1', 'a', 'and', '"and" + 1'],
    ['a + 1', 'a', 'a.b', '"a.b" + 1'],
    ['a + 1', 'a', 'say "hi"', '"say ""hi""" + 1'],
    ['"say ""hi""" + 1', 'say "hi"', 'a', 'a + 1'],
    ['"😀"', '😀', 'smile', 'smile'],
    ['a + (', 'a', 'b', 'b + ('],
    ['A + a', 'a', 'b', 'A + b'],
  ])('in %s, %s becomes %s', (text, from, to, renamed) => {
    expect(renameColumn(text, from, to)).toBe(renamed);
  });

  test('two columns can change places', () => {
    const names = new Map([
      ['a', 'b'],
      ['b', 'a'],
    ]);
    expect(renameColumns('a - b', names)).toBe('b - a');
  });

  test('changes the columns that are read and nothing else, in any expression', () => {
    const named = (node: Syntax): string[] => (node.kind === 'column' ? [node.name] : partsOf(node).flatMap(named));
    fc.assert(
      fc.property(arbitrarySyntax, fc.constantFrom('x', 'and', 'a b', 'date'), (syntax, to) => {
        const text = printSyntax(syntax);
        const [from = 'none'] = named(syntax);
        const expected = named(syntax).map((name) => (name === from ? to : name));
        const renamed = parse(renameColumn(text, from, to));
        expect(renamed.problems).toEqual([]);
        expect(named(renamed.syntax!)).toEqual(expected);
      }),
    );
  });
});
