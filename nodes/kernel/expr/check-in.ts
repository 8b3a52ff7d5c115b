import type { Checker } from './check';
import { conversionHint } from './conversion-hint';
import type { Hint } from './cursor';
import { wording } from './explain-misfit';
import type { SyntaxOf } from './syntax';
import { isWrittenOut, type Typed, unknown } from './typed';

/**
 * `value in (…)`. Literals of text and numbers are one set; anything else (columns, dates) is compared one by one, which
 * means the same.
 */
export function checkIn(checker: Checker, syntax: SyntaxOf<'operator'>): Typed {
  const [value, ...items] = syntax.operands.map((operand) => checker.check(operand)) as [Typed, ...Typed[]];
  if (items.length === 0)
    return checker.wrong(syntax, syntax.at, 'The list is empty.', "Write values in it: in ('a', 'b').");
  let isSound = value.kind !== 'unknown';
  for (const item of items) {
    if (item.kind === 'unknown') isSound = false;
    const problem = itemProblem(value, item);
    if (!problem) continue;
    checker.wrong(syntax, item.syntax, problem.message, problem.hint);
    isSound = false;
  }
  if (!isSound) return unknown(syntax);
  const made = isSet(value, items)
    ? checker.call(
        'in_set',
        [value, { kind: 'list', nullable: false, syntax, items, size: items.length }],
        syntax,
        syntax.at,
        'in',
      )
    : anyEqual(checker, value, items, syntax);
  return syntax.operator === 'not in' ? checker.not(made) : made;
}

function itemProblem(value: Typed, item: Typed): { message: string; hint?: Hint } | undefined {
  if (item.kind === 'null') {
    return { message: 'Nothing equals null, so it cannot be in a list.', hint: 'Add “or … is null”.' };
  }
  if (item.kind === 'list') return { message: 'A list cannot stand in a list.' };
  if (value.kind === 'list') return { message: 'A list cannot be looked up in a list.' };
  const isNumber = (typed: Typed) => typed.kind === 'int' || typed.kind === 'float';
  const isAlike = item.kind === value.kind || (isNumber(item) && isNumber(value));
  if (isAlike || item.kind === 'unknown' || value.kind === 'unknown' || value.kind === 'null') return undefined;
  return { message: `${wording(value, 'the value')}, and ${wording(item)}.`, hint: conversionHint(item, [value.kind]) };
}

/** Literals that one look-up can compare exactly. */
function isSet(value: Typed, items: readonly Typed[]): boolean {
  if (!items.every(isWrittenOut)) return false;
  if (value.kind === 'text') return true;
  // An int is never equal to a number with a fraction, and a set of doubles holds ints up to 2^53.
  const isExact = (item: Typed) =>
    item.kind === 'float' || typeof (item.expr as { value?: unknown }).value === 'number';
  return value.kind === 'float' || (value.kind === 'int' && items.every(isExact));
}

function anyEqual(checker: Checker, value: Typed, items: readonly Typed[], syntax: SyntaxOf<'operator'>): Typed {
  const pairs = items.map((item) => checker.call('equal', [value, item], syntax, item.syntax, 'in'));
  return pairs.length === 1 ? pairs[0]! : checker.call('or', pairs, syntax, syntax.at, 'in');
}
