import type { ScalarType } from '../schema';
import { conversionHint } from './conversion-hint';
import type { Hint } from './cursor';
import type { FunctionRow, ParameterType, Signature } from './function-row';
import { shown, writtenName } from './lex';
import { fits, parameterAt, sameType, takesCount } from './resolve';
import type { Range, Syntax } from './syntax';
import { isWrittenOut, type Typed } from './typed';
import { signaturesOf, writtenCall } from './written-signature';

interface Misfit {
  readonly at: Range;
  readonly message: string;
  readonly hint?: Hint;
}

/** Why no overload takes these arguments: a wrong number of them, or the first that does not fit. */
export function explainMisfit(row: FunctionRow, args: readonly Typed[], at: Range, written: string): Misfit {
  const candidates = row.signatures.filter((signature) => takesCount(signature, args.length));
  if (candidates.length === 0) return wrongCount(row, args.length, at, written);
  const list = args.findIndex(
    (arg, index) => arg.kind === 'list' && candidates.every((signature) => !isList(parameterAt(signature, index))),
  );
  if (list >= 0) return { at: args[list]!.syntax, message: `“${written}” takes single values here, not a list.` };
  const failures = candidates.map((signature) => firstMisfit(signature, args));
  const furthest = Math.max(...failures);
  const arg = args[furthest]!;
  const wanted = new Set(
    candidates.filter((_, index) => failures[index] === furthest).map((signature) => parameterAt(signature, furthest)),
  );
  if (wanted.has('same')) return disagreement(candidates[0]!, args, arg, written);
  const types = [...wanted];
  const computed = types.some(isList)
    ? arg.items?.find((item) => item.kind !== 'unknown' && !isWrittenOut(item))
    : undefined;
  if (computed) {
    const message = 'The items of a list are written out; they cannot come from a column or be computed.';
    return { at: computed.syntax, message };
  }
  // A day can become a moment without losing anything; the other way round its time is lost.
  const day =
    arg.kind === 'timestamp' && types.includes('date')
      ? args.slice(0, furthest).find(({ kind }) => kind === 'date')
      : undefined;
  if (day) return mustBe(day, ['timestamp'], written);
  return mustBe(arg, types, written);
}

function mustBe(arg: Typed, types: readonly ParameterType[], written: string): Misfit {
  const hint = written === '+' && arg.kind === 'text' ? 'Join texts with ||.' : conversionHint(arg, types);
  const message = `“${written}” takes ${typesWording(types)}; ${wording(arg)}.`;
  return { at: arg.syntax, message, ...(hint ? { hint } : {}) };
}

const isList = (parameter: ParameterType): boolean => parameter === 'text-list' || parameter === 'number-list';

/** The argument at which an overload gives up. */
function firstMisfit(signature: Signature, args: readonly Typed[]): number {
  const alone = args.findIndex((arg, index) => !fits(arg, parameterAt(signature, index), true));
  if (alone >= 0) return alone;
  const first = args.findIndex((_, index) => sameType(signature, args.slice(0, index + 1), true) === undefined);
  return Math.max(first, 0);
}

/** Values that should have one type and do not. */
function disagreement(signature: Signature, args: readonly Typed[], arg: Typed, written: string): Misfit {
  const other = args.find(
    (candidate, index) =>
      parameterAt(signature, index) === 'same' && !['null', 'unknown', arg.kind].includes(candidate.kind),
  );
  if (!other) return { at: arg.syntax, message: `“${written}” does not take this.` };
  // The literal is what a person would change.
  const isOther =
    (isLiteral(other.syntax) && !isLiteral(arg.syntax)) || (other.kind === 'date' && arg.kind === 'timestamp');
  const [culprit, standard] = isOther ? [other, arg] : [arg, other];
  const hint = conversionHint(culprit, [standard.kind as ScalarType]);
  const message = `“${written}” takes values of one type; ${wording(standard, 'the other')}, and ${wording(culprit)}.`;
  return { at: culprit.syntax, message, ...(hint ? { hint } : {}) };
}

const isLiteral = (syntax: Syntax): boolean => ['text', 'number', 'bool', 'moment'].includes(syntax.kind);

function wrongCount(row: FunctionRow, given: number, at: Range, written: string): Misfit {
  const counts = row.signatures.map(({ parameters, optional = 0, rest }) => {
    const least = parameters.length - optional;
    if (rest !== undefined) return `${least} or more`;
    return optional > 0 ? `${least} to ${parameters.length}` : String(least);
  });
  const accepted = [...new Set(counts)].join(' or ');
  const noun = accepted === '1' ? 'value' : 'values';
  return {
    at,
    message: `“${written}” takes ${accepted} ${noun}, and ${given} ${given === 1 ? 'is' : 'are'} given.`,
    hint: `It is written ${signaturesOf(row)
      .map((signature) => writtenCall(written, signature))
      .join(' or ')}.`,
  };
}

/** What a value is, as the middle of a sentence: `city is text`. */
export function wording(arg: Typed, otherwise = 'this'): string {
  const name = arg.syntax.kind === 'column' ? shown(writtenName(arg.syntax.name)) : otherwise;
  return `${name} is ${arg.kind === 'list' ? 'a list' : arg.kind}`;
}

function typesWording(types: readonly ParameterType[]): string {
  const words = types.map((type) =>
    type === 'text-list' ? "a list of texts ('a', 'b')" : type === 'number-list' ? 'a list of numbers (1, 2)' : type,
  );
  return words.length < 3 ? words.join(' or ') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
