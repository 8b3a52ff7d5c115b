import { isNumeric } from '../schema';
import type { Hint } from './cursor';
import type { ParameterType } from './function-row';
import { writtenName, writtenText } from './lex';
import { readMoment } from './moment';
import { fits, parameterAt, takesCount } from './resolve';
import type { Typed } from './typed';
import { TYPED_FUNCTIONS } from './unknown-name';

/** How to make a value fit: another way to write a literal, or a conversion there is. */
export function conversionHint(arg: Typed, types: readonly ParameterType[]): Hint {
  const { syntax } = arg;
  if (syntax.kind === 'text') {
    const literal = literalInText(syntax.value, types);
    const quotes = literal?.includes("'") ? '' : ' without quotes';
    if (literal === undefined) return types.includes('bool') ? BOOLS : undefined;
    return { say: `Write ${literal}${quotes}.`, write: literal };
  }
  if ((syntax.kind === 'number' || syntax.kind === 'bool') && types.includes('text')) {
    const write = `'${syntax.kind === 'number' ? syntax.text : syntax.value}'`;
    return { say: `Write it as text: ${write}.`, write };
  }
  if (
    syntax.kind === 'moment' &&
    types.some((type) => type !== syntax.type && (type === 'date' || type === 'timestamp'))
  ) {
    const write =
      syntax.type === 'date' ? `timestamp '${syntax.value} 00:00:00'` : `date '${syntax.value.slice(0, 10)}'`;
    return { say: `Write ${write}.`, write };
  }
  const value =
    syntax.kind === 'column' && syntax.name.length < 60
      ? writtenName(syntax.name)
      : syntax.kind === 'number'
        ? syntax.text
        : '…';
  if (types.includes('bool') && arg.kind !== 'bool')
    return syntax.kind === 'number' ? boolOf(syntax.text) : comparisonHint(arg, value);
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

const BOOLS = 'The values of a bool are true and false.';

const boolOf = (digits: string): Hint => {
  if (digits !== '0' && digits !== '1') return BOOLS;
  const write = digits === '1' ? 'true' : 'false';
  return { say: `Write ${write}.`, write };
};

function comparisonHint(arg: Typed, value: string): string {
  if (arg.kind !== 'list' && arg.kind !== 'null' && arg.kind !== 'unknown' && isNumeric(arg.kind))
    return `Compare it: ${value} > 0.`;
  return arg.kind === 'text' ? `Compare it: ${value} = 'some text'.` : 'Compare it with a value: =, <, >, in, is null.';
}
