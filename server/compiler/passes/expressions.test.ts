import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { expressionField, listField, objectField, switchField } from '@/nodes/kernel/config-fields';
import { describeConfig } from '@/nodes/kernel/describe-config';
import type { TableSchema } from '@/nodes/kernel/schema';
import { expressionProblems } from './expressions';

const form = describeConfig(
  z.object({
    where: expressionField({ label: 'Keep rows where', result: 'bool', required: true }),
    other: expressionField({ label: 'Weight', result: 'float', input: 'other' }),
    formulas: listField(z.object({ of: expressionField({ label: 'Formula' }) }), { label: 'Formulas' }),
    nested: objectField(z.object({ when: expressionField({ label: 'When' }) }), { label: 'Nested' }),
    uses: switchField(false, { label: 'Uses it' }),
    used: expressionField({ label: 'Used', when: { field: 'uses', is: [true] } }),
  }),
);
const table: TableSchema = { open: false, columns: [{ name: 'tenure', type: 'int', nullable: false }] };
const other: TableSchema = { open: false, columns: [{ name: 'weight', type: 'float', nullable: false }] };

const problems = (
  config: Record<string, unknown>,
  tables: Record<string, TableSchema | undefined> = { table, other },
) =>
  expressionProblems(form, config, tables, 'n1').map(({ code, message, hint, place, fix }) => ({
    code,
    message,
    hint,
    path: place.path?.join('.'),
    range: place.range && [place.range.from, place.range.to],
    fix: fix?.title,
  }));

describe('expressions among the settings of a node', () => {
  test('are read wherever they stand, against the table of their own input', () => {
    expect(
      problems({
        where: 'tenure > 3',
        other: 'weigth * 2',
        formulas: [{ of: 'tenure + 1' }, { of: 'tenur + weight' }],
        nested: { when: 'tenure = ' },
        used: 'nonsense',
      }),
    ).toEqual([
      {
        code: 'expression-invalid',
        message: 'There is no column “weigth” here.',
        hint: 'Did you mean weight?',
        path: 'other',
        range: [0, 6],
        fix: 'Write weight',
      },
      {
        code: 'expression-invalid',
        message: 'There is no column “tenur” here.',
        hint: 'Did you mean tenure?',
        path: 'formulas.1.of',
        range: [0, 5],
        fix: 'Write tenure',
      },
      {
        code: 'expression-invalid',
        message: 'There is no column “weight” here.',
        hint: "A text is written 'weight'.",
        path: 'formulas.1.of',
        range: [8, 14],
        fix: undefined,
      },
      {
        code: 'expression-invalid',
        message: 'A value is missing at the end.',
        hint: undefined,
        path: 'nested.when',
        range: [7, 8],
        fix: undefined,
      },
    ]);
  });

  test('must give the type their setting wants; an int is a float too', () => {
    expect(problems({ where: 'tenure', other: '1' })).toMatchObject([
      {
        message: 'This gives int, and must give bool (true or false).',
        hint: 'Compare it: tenure > 0.',
        range: [0, 6],
      },
    ]);
  });

  test('are skipped where they are empty, unless they are required', () => {
    expect(problems({ where: '', other: '', formulas: [{ of: ' ' }] })).toEqual([]);
    expect(problems({ where: ' \n' })).toMatchObject([
      { code: 'setting-missing', message: '“Keep rows where” is not set.' },
    ]);
  });

  test('over a table that is not known raise nothing about columns, but are read', () => {
    expect(problems({ where: 'anything > 3' }, {})).toEqual([]);
    expect(problems({ where: 'anything >' }, {})).toHaveLength(1);
  });

  test('carry an edit that mends one part and keeps the rest', () => {
    const [found] = expressionProblems(form, { where: 'tenur  >  3' }, { table }, 'n1');
    expect(found!.fix!.edits).toEqual([{ kind: 'set-setting', id: 'n1', path: ['where'], value: 'tenure  >  3' }]);
  });
});
