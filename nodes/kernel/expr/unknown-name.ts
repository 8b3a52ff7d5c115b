import { nearestName } from '../nearest-name';
import { columnNames, type TableSchema } from '../schema';
import type { Hint } from './cursor';
import type { FunctionRow } from './function-row';
import { FUNCTIONS, type FunctionName } from './functions';
import { OF_MANY_ROWS, OF_THE_MOMENT } from './habits';
import { shown, writtenName, writtenText } from './lex';
import type { SyntaxOf } from './syntax';

/** The functions people can type. */
export const TYPED_FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map(
  Object.entries<FunctionRow>(FUNCTIONS).filter(([, row]) => !row.internal),
);

/** What functions are called in SQL, pandas and spreadsheets. */
export const NAMES_ELSEWHERE: ReadonlyMap<FunctionName, readonly string[]> = new Map(
  Object.entries({
    coalesce: ['ifnull', 'nvl', 'fillna', 'fill_null'],
    is_null: ['isnull', 'isna', 'isblank', 'is_na', 'is_missing'],
    is_not_null: ['notnull', 'notna', 'isnotnull'],
    null_if: ['nullif'],
    if: ['iif', 'ifelse', 'if_else', 'where', 'when', 'cond'],
    length: ['len', 'strlen', 'char_length', 'character_length'],
    to_float: ['double', 'float', 'float64', 'to_double', 'to_number', 'number', 'cast'],
    to_int: ['int', 'integer', 'bigint', 'int64', 'to_integer'],
    to_text: ['str', 'string', 'text', 'varchar', 'to_string', 'to_char'],
    to_date: ['date'],
    to_timestamp: ['timestamp', 'datetime'],
    lower: ['lcase', 'lowercase', 'to_lower'],
    upper: ['ucase', 'uppercase', 'to_upper'],
    trim: ['strip'],
    contains: ['includes', 'has'],
    position: ['instr', 'strpos', 'indexof', 'find'],
    starts_with: ['startswith'],
    ends_with: ['endswith'],
    contains_match: ['regexp_matches', 'regexp_like', 'rlike', 'match'],
    matches: ['regexp_full_match', 'fullmatch'],
    extract: ['regexp_extract'],
    replace_match: ['regexp_replace'],
    least: ['min', 'minimum'],
    greatest: ['max', 'maximum'],
    clip: ['clamp', 'bound'],
    power: ['pow'],
    ln: ['log', 'loge'],
    ceil: ['ceiling'],
    mod: ['modulo', 'remainder', 'fmod'],
    substring: ['substr', 'mid', 'slice'],
    split_part: ['split'],
    date_diff: ['datediff', 'timestampdiff', 'age'],
    date_trunc: ['datetrunc', 'trunc_date'],
    date_add: ['dateadd', 'adddate'],
    day_of_week: ['weekday', 'dayofweek', 'dow'],
    day_of_year: ['dayofyear', 'doy'],
    epoch_seconds: ['epoch', 'unix_timestamp'],
    lookup: ['map', 'recode', 'choose'],
    bucketize: ['width_bucket', 'cut', 'digitize'],
    concat: ['join', 'paste', 'concat_ws'],
  } satisfies Partial<Record<FunctionName, readonly string[]>>) as [FunctionName, readonly string[]][],
);

/** Everything a name that does not exist may have meant. */
export function unknownColumnHint(syntax: SyntaxOf<'column'>, schema: TableSchema): Hint {
  const { name, quoted } = syntax;
  const nearest = nearestName(name, columnNames(schema));
  if (nearest !== undefined) return meant(writtenName(nearest));
  if (TYPED_FUNCTIONS.has(name.toLowerCase())) return `It is a function: ${name.toLowerCase()}(…).`;
  const asText = writtenText(name);
  if (quoted) return { say: `Double quotes name a column. A text is written ${shown(asText)}.`, write: asText };
  return schema.columns.length === 0 ? 'No columns arrive here.' : `A text is written ${shown(asText)}.`;
}

export function unknownFunctionHint(name: string, schema: TableSchema): Hint {
  if (OF_MANY_ROWS.has(name)) {
    return 'An expression sees one row. What is computed of many rows is a step of its own: an aggregate, or a window.';
  }
  if (OF_THE_MOMENT.has(name)) {
    return 'An expression gives the same whenever it is run. Compare with a column, or with a written date.';
  }
  const elsewhere = [...NAMES_ELSEWHERE].find(([, names]) => names.includes(name))?.[0];
  if (elsewhere !== undefined) return { say: `Here it is called ${elsewhere}.`, write: elsewhere };
  if (schema.columns.some((column) => column.name.toLowerCase() === name))
    return 'It is a column; an operator is missing before the parenthesis.';
  const nearest = nearestName(name, [...TYPED_FUNCTIONS.keys()]);
  return nearest === undefined ? 'The help page lists all functions.' : meant(nearest);
}

const meant = (name: string): Hint => ({ say: `Did you mean ${shown(name)}?`, write: name });
