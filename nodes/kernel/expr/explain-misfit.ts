import { isNumeric, type ScalarType } from '../schema';
import type { Hint } from './cursor';
import type { FunctionRow, ParameterType, Signature } from './function-row';
import { shown, writtenName, writtenText } from './lex';
import { readMoment } from './moment';
import { fits, parameterAt, sameType, takesCount } from './resolve';
import type { Range, Syntax } from './syntax';
import type { Typed } from './typed';
import { TYPED_FUNCTIONS } from './unknown-name';
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
  const [culprit, standard] = isLiteral(other.syntax) && !isLiteral(arg.syntax) ? [other, arg] : [arg, other];
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

/** How to make a value fit: another way to write a literal, or a conversion there is. */
export function conversionHint(arg: Typed, types: readonly ParameterType[]): Hint {
  const { syntax } = arg;
  if (syntax.kind === 'text') {
    const literal = literalInText(syntax.value, types);
    const quotes = literal?.includes("'") ? '' : ' without quotes';
    return literal === undefined ? undefined : { say: `Write ${literal}${quotes}.`, write: literal };
  }
  if (syntax.kind === 'number' && types.includes('text')) {
    return { say: `Write it as text: '${syntax.text}'.`, write: `'${syntax.text}'` };
  }
  const value =
    syntax.kind === 'column' && syntax.name.length < 60
      ? writtenName(syntax.name)
      : syntax.kind === 'number'
        ? syntax.text
        : '…';
  if (types.includes('bool') && arg.kind !== 'bool') return comparisonHint(arg, value);
  const target = types.includes('float') ? 'float' : types[0];
  const conversion = `to_${target}`;
  const row = TYPED_FUNCTIONS.get(conversion);
  const takes = row?.signatures.some(
    (signature) => takesCount(signature, 1) && fits(arg, parameterAt(signature, 0), false),
  );
  if (!takes) return undefined;
  const say = `Convert it: ${conversion}(${value}).`;
  return value === '…' ? say : { say, write: `${conversion}(${value})` };
}

/** What a text says that was meant to be another literal. */
function literalInText(text: string, types: readonly ParameterType[]): string | undefined {
  const trimmed = text.trim();
  if (types.some((type) => type === 'int' || type === 'float') && /^-?\d+(\.\d+)?$/.test(trimmed)) return trimmed;
  for (const type of ['date', 'timestamp'] as const) {
    if (types.includes(type) && 'value' in readMoment(type, text)) return `${type} ${writtenText(text)}`;
  }
  return types.includes('bool') && /^(true|false)$/i.test(trimmed) ? trimmed.toLowerCase() : undefined;
}

function comparisonHint(arg: Typed, value: string): string {
  if (arg.kind !== 'list' && arg.kind !== 'null' && arg.kind !== 'unknown' && isNumeric(arg.kind))
    return `Compare it: ${value} > 0.`;
  return arg.kind === 'text' ? `Compare it: ${value} = 'some text'.` : 'Compare it with a value: =, <, >, in, is null.';
}
