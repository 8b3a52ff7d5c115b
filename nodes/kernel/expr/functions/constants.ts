import type { ArgumentProblem, CallShape } from '../function-row';
import { readPattern } from '../pattern';

/** The text or number written out as an argument; undefined when it is left out, null or not a literal. */
export function writtenText({ args }: CallShape, at: number): string | undefined {
  const arg = args[at];
  return arg?.op === 'literal' && arg.value !== null ? String(arg.value) : undefined;
}

export function writtenNumber(call: CallShape, at: number): number | undefined {
  const written = writtenText(call, at);
  return written === undefined ? undefined : Number(written);
}

/** A written-out whole number outside its bounds. */
export const checkWhole =
  (argument: number, name: string, low: number, high: number) =>
  (call: CallShape): ArgumentProblem | undefined => {
    const number = writtenNumber(call, argument);
    if (call.args[argument] === undefined) return undefined;
    return number !== undefined && number >= low && number <= high
      ? undefined
      : { argument, message: `${name} is a whole number from ${low} to ${high}.` };
  };

/** A written-out text that must not be empty. */
export const checkSomeText =
  (argument: number, name: string) =>
  (call: CallShape): ArgumentProblem | undefined =>
    writtenText(call, argument) ? undefined : { argument, message: `${name} must not be empty.` };

/** A pattern outside the dialect, or one that would match nothing at all as often as it likes. */
export const checkPattern =
  (rules: { readonly mayMatchEmpty: boolean }) =>
  (call: CallShape): ArgumentProblem | undefined => {
    const read = readPattern(writtenText(call, 1) ?? '');
    const hint = 'Patterns are regular expressions as RE2 has them.';
    if ('problem' in read) return { argument: 1, message: `This pattern cannot be read. ${read.problem}`, hint };
    if (rules.mayMatchEmpty || !read.facts.matchesEmpty) return undefined;
    return {
      argument: 1,
      message: 'This pattern matches the empty text, which is found everywhere.',
      hint: 'Use + instead of *, or leave something in it that must be there.',
    };
  };

/** The first problem of several checks. */
export const checkAll =
  (...checks: readonly ((call: CallShape) => ArgumentProblem | undefined)[]) =>
  (call: CallShape): ArgumentProblem | undefined => {
    for (const check of checks) {
      const problem = check(call);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };
