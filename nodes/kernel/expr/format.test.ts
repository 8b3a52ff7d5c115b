import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatExpr, printSyntax } from './format';
import { parse } from './parse';
import { arbitrarySyntax, withoutRanges } from './testing/arbitrary-syntax';

describe('the formatter', () => {
  test('prints what is read as the same tree again, and prints that the same', () => {
    fc.assert(
      fc.property(arbitrarySyntax, (syntax) => {
        const printed = printSyntax(syntax);
        const { syntax: again, problems } = parse(printed);
        expect(problems).toEqual([]);
        expect(withoutRanges(again)).toEqual(withoutRanges(syntax));
        expect(printSyntax(again!)).toBe(printed);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ['a+b*-c', 'a + b * -c'],
    ['((a))', 'a'],
    ['(a+b)*c', '(a + b) * c'],
    ['a-(b-c)', 'a - (b - c)'],
    ['- - a', '- -a'],
    ['a AND(b Or c)', 'a and (b or c)'],
    ['a and b or c', '(a and b) or c'],
    ['NOT a==b', 'not a = b'],
    ['(a is  null) = b', '(a is null) = b'],
    ["LOWER( trim(city) )in('oslo' ,'bergen')", "lower(trim(city)) in ('oslo', 'bergen')"],
    ['"tenure" + "and" + "a b"', 'tenure + "and" + "a b"'],
    ['.5+1.+1E3', '0.5 + 1.0 + 1e3'],
    ["Date  '2026-01-31'", "date '2026-01-31'"],
    ["timestamp '2026-01-31T10:00Z'", "timestamp '2026-01-31 10:00:00'"],
    ['case a when 1 then 2 else 3 end', 'case a when 1 then 2 else 3 end'],
  ])('%s', (typed, formatted) => {
    expect(formatExpr(typed)).toBe(formatted);
  });

  test('breaks long lines where a person would', () => {
    const typed =
      "case when contract = 'Month-to-month' and tenure < 12 and monthly_charges > 70 then 'at risk' when tenure >= 48 then 'loyal' else 'steady' end";
    expect(formatExpr(typed)).toBe(`case
  when contract = 'Month-to-month' and tenure < 12 and monthly_charges > 70
  then 'at risk'
  when tenure >= 48 then 'loyal'
  else 'steady'
end`);
    expect(
      formatExpr(
        `if(is_null(total_charges_of_the_customer), monthly_charges * tenure_in_months, total_charges_of_the_customer)`,
      ),
    ).toBe(`if(
  is_null(total_charges_of_the_customer),
  monthly_charges * tenure_in_months,
  total_charges_of_the_customer
)`);
    expect(
      formatExpr(
        `first_condition_holds and (second_condition_holds or third_condition_holds) and fourth_condition_holds`,
      ),
    ).toBe(
      `first_condition_holds
and (second_condition_holds or third_condition_holds)
and fourth_condition_holds`,
    );
    expect(
      formatExpr(`country in (${Array.from({ length: 30 }, (_, index) => `'c${index}'`).join(',')})`),
    ).toBe(`country in (
  'c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9', 'c10', 'c11',
  'c12', 'c13', 'c14', 'c15', 'c16', 'c17', 'c18', 'c19', 'c20', 'c21', 'c22',
  'c23', 'c24', 'c25', 'c26', 'c27', 'c28', 'c29'
)`);
  });

  test('leaves a text that cannot be read alone', () => {
    expect(formatExpr('a +')).toBeUndefined();
    expect(formatExpr('')).toBeUndefined();
  });

  test('keeps a text that is as deep as can be read readable', () => {
    const deep = `${'(a or b and '.repeat(66)}c${')'.repeat(66)}`;
    expect(parse(deep).problems).toEqual([]);
    expect(parse(formatExpr(deep)!).problems).toEqual([]);
  });
});
