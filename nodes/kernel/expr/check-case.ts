import type { ScalarType } from '../schema';
import type { Checker } from './check';
import { wording } from './explain-misfit';
import type { SyntaxOf } from './syntax';
import { type Typed, unknown } from './typed';

/** `case when … then … else … end`, as `if` within `if`; without `else` the rest is missing. */
export function checkCase(checker: Checker, syntax: SyntaxOf<'case'>): Typed {
  const subject = syntax.subject ? checker.check(syntax.subject) : undefined;
  const branches = syntax.branches.map(({ when, value }) => {
    const tested = checker.check(when);
    const condition = subject ? checker.call('equal', [subject, tested], when, when, 'case') : tested;
    return { condition, value: checker.check(value) };
  });
  const last: Typed = syntax.otherwise
    ? checker.check(syntax.otherwise)
    : { kind: 'null', nullable: true, syntax, size: 1 };
  const values = [...branches.map((branch) => branch.value), last];
  const type = commonType(checker, values);
  if (type === undefined || branches.length === 0) return unknown(syntax);
  return branches.reduceRight(
    (otherwise, { condition, value }) =>
      checker.call('if', [condition, value, otherwise], syntax, condition.syntax, 'case'),
    last,
  );
}

/** The one type of all results; the first that differs is the one to mend. */
function commonType(checker: Checker, values: readonly Typed[]): ScalarType | 'null' | undefined {
  let first: Typed | undefined;
  let type: ScalarType | 'null' = 'null';
  for (const value of values) {
    if (value.kind === 'null' || value.kind === 'unknown') continue;
    if (value.kind === 'list') {
      checker.wrong(value.syntax, value.syntax, 'A list cannot be the result.');
      return undefined;
    }
    if (first === undefined) {
      first = value;
      type = value.kind;
    } else if (value.kind !== type) {
      if ((value.kind !== 'int' && value.kind !== 'float') || (type !== 'int' && type !== 'float')) {
        const message = `All results have one type; the first is ${type}, and ${wording(value)}.`;
        checker.wrong(value.syntax, value.syntax, message);
        return undefined;
      }
      type = 'float';
    }
  }
  return type;
}
