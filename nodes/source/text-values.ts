import type { ParseRules, ScalarType } from '../kernel';
import { sqlText } from '../kernel/expr/sql-text';

/** How text becomes values, as SQL over one text expression. The grammars are the expression language's own. */
const NUMBER = String.raw`[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?`;
const INTEGER = String.raw`[+-]?\d+`;
/** Numbers that people mean as text when nobody said otherwise: 007, +4179…. */
const CODE = String.raw`\+\d+|[+-]?0\d.*`;
const NOT_FINITE = '(?i)[+-]?(nan|inf|infinity)';

type TextRules = Pick<ParseRules, 'trim' | 'nullTokens' | 'dateFormats'>;

/** The text itself after trimming, null where it is one of the null tokens. */
export function presentText(raw: string, rules: TextRules): string {
  const trimmed = rules.trim ? `trim(${raw}, e' \\t\\r\\n')` : raw;
  if (rules.nullTokens.length === 0) return trimmed;
  // Not `in (…)`: DuckDB would plan a join per column.
  const tokens = `[${rules.nullTokens.map(sqlText).join(', ')}]`;
  return `case when not list_contains(${tokens}, ${trimmed}) then ${trimmed} end`;
}

/** The value of a present text as a type; null where it does not fit. */
export function valueOfText(type: ScalarType, text: string, rules: TextRules): string {
  switch (type) {
    case 'text':
      return text;
    case 'bool':
      return `case lower(${text}) when 'true' then true when 'false' then false end`;
    case 'int':
      return `case when regexp_full_match(${text}, ${sqlText(INTEGER)}) then try_cast(${text} as bigint) end`;
    case 'float':
      return `case when regexp_full_match(${text}, ${sqlText(NUMBER)}) and isfinite(try_cast(${text} as double)) then try_cast(${text} as double) end`;
    case 'timestamp':
      return momentOf(text, rules.dateFormats);
    case 'date': {
      const moment = momentOf(text, rules.dateFormats);
      if (!rules.dateFormats.some(hasTime)) return `(${moment})::date`;
      return `case when date_trunc('day', ${moment}) = ${moment} then (${moment})::date end`;
    }
  }
}

/** True where a text means “no number”: it becomes missing without being a mistake. */
export const isNotFinite = (text: string): string => `regexp_full_match(${text}, ${sqlText(NOT_FINITE)})`;

/** True where a text looks like a number and must stay text: leading zeros, a leading plus, more than 64 bits. */
export const isCode = (text: string): string =>
  `(regexp_full_match(${text}, ${sqlText(CODE)}) or (length(${text}) > 18 and regexp_full_match(${text}, ${sqlText(INTEGER)}) and try_cast(${text} as bigint) is null))`;

/** Whether a strptime pattern has a time of day. */
export const hasTime = (format: string): boolean => /%[HIMSfgnpTXcZz]/.test(format.replaceAll('%%', ''));

/** Formats in order; one with an offset yields the UTC time. */
function momentOf(text: string, formats: readonly string[]): string {
  if (formats.length === 0) return 'null::timestamp';
  const tries = formats.map((format) => {
    const parsed = `try_strptime(${text}, ${sqlText(format)})`;
    return format.replaceAll('%%', '').includes('%z') ? `(${parsed} at time zone 'UTC')` : parsed;
  });
  return tries.length === 1 ? tries[0]! : `coalesce(${tries.join(', ')})`;
}
