import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TableSchema } from '../schema';
import { signatureHelp } from './caret';
import { completeExpr } from './complete';
import { formatExpr, printSyntax } from './format';
import { readExpr } from './read-expr';
import { columnMentions, renameColumn } from './rename';
import { arbitrarySyntax } from './testing/arbitrary-syntax';

const schema: TableSchema = {
  open: false,
  columns: [
    { name: 'a', type: 'text', nullable: true },
    { name: 'tenure', type: 'int', nullable: false },
    { name: 'select', type: 'float', nullable: true },
    { name: 'date', type: 'date', nullable: false },
    { name: 'a.b', type: 'bool', nullable: true },
  ],
};

/** What people type, half type and paste: words of the language, its marks, and anything at all. */
const words =
  "a tenure date timestamp \"a.b\" \"open if lower coalesce date_diff in not is null between and or case when then else end true 1 2.5 9223372036854775808 1e999 'x' '2026-01-31' 'open ( ) , + - * / % = != < <= || ?? ; . [ ] { } :: ** & | ? : !".split(
    ' ',
  );
const typedText = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...words) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    ),
    {
      maxLength: 25,
    },
  )
  .chain((parts) => fc.constantFrom(' ', '', '\n').map((between) => parts.join(between)));

describe('whatever stands in the field', () => {
  test('it is read, and what is wrong with it lies within it', () => {
    fc.assert(
      fc.property(typedText, (text) => {
        const { problems, expr, type } = readExpr(text, schema);
        for (const { from, to, message } of problems) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
          expect(message).not.toMatch(/undefined|\[object/);
        }
        // On a table that is known, an expression is whole or something is said about it.
        expect(expr !== undefined && type !== undefined).toBe(problems.length === 0);
      }),
      { numRuns: 1_000 },
    );
  });

  test('it can be completed, helped, renamed and formatted at every caret', () => {
    fc.assert(
      fc.property(typedText, fc.nat(), (text, place) => {
        const offset = text.length === 0 ? 0 : place % (text.length + 1);
        const { from, to } = completeExpr(text, offset, schema);
        expect(from).toBeLessThanOrEqual(offset);
        expect(to).toBeGreaterThanOrEqual(offset);
        signatureHelp(text, offset);
        expect(columnMentions(renameColumn(text, 'tenure', 'a b')).map(({ name }) => name)).not.toContain('tenure');
        const formatted = formatExpr(text);
        if (formatted === undefined) return;
        const [before, after] = [readExpr(text, schema), readExpr(formatted, schema)];
        expect(after.expr).toEqual(before.expr);
        expect(after.problems.map(({ message }) => message)).toEqual(before.problems.map(({ message }) => message));
      }),
      { numRuns: 1_000 },
    );
  });

  test('a tree of any shape has types or problems', () => {
    fc.assert(
      fc.property(arbitrarySyntax, (syntax) => {
        const { problems, expr } = readExpr(printSyntax(syntax), schema);
        expect(expr !== undefined).toBe(problems.length === 0);
      }),
      { numRuns: 1_000 },
    );
  });
});
