import { z } from 'zod';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { type ColumnType, PARTITION_COLUMN, PARTITIONS } from '@/nodes/kernel/schema';
import { AppError } from '@/server/errors';

/** How a column's values are told apart; text compares by `contains` without regard to case. */
export const CONDITIONS = [
  'equals',
  'differs',
  'contains',
  'less',
  'at-most',
  'greater',
  'at-least',
  'missing',
  'present',
] as const;
export type ConditionKind = (typeof CONDITIONS)[number];

export const gridView = z.object({
  sort: z
    .array(z.object({ column: z.string(), descending: z.boolean().default(false) }))
    .max(8)
    .default([]),
  where: z
    .array(z.object({ column: z.string(), is: z.enum(CONDITIONS), value: z.string().max(1000).default('') }))
    .max(20)
    .default([]),
  part: z.enum(PARTITIONS).optional(),
});

/** Which rows of a table are shown, and in which order. */
export type GridView = z.infer<typeof gridView>;

export const isPlain = ({ sort, where, part }: GridView): boolean =>
  sort.length === 0 && where.length === 0 && part === undefined;

type Types = ReadonlyMap<string, ColumnType>;

/** `where …`, or nothing. Refuses a column that is not there and a value that its type cannot be. */
export function whereSql({ where, part }: GridView, types: Types): string {
  const tests = where.map(({ column, is, value }) => testSql(column, is, value, typeOf(types, column)));
  if (part !== undefined && types.has(PARTITION_COLUMN)) tests.push(`${sqlName(PARTITION_COLUMN)} = ${sqlText(part)}`);
  return tests.length === 0 ? '' : ` where ${tests.join(' and ')}`;
}

/** `order by …`, ties in the order of the table; missing values come last either way. */
export function orderSql({ sort }: GridView, types: Types, place: string): string {
  const keys = sort.map(({ column, descending }) => {
    const name = typeOf(types, column) === 'vector' ? `len(${sqlName(column)})` : sqlName(column);
    return `${name} ${descending ? 'desc' : 'asc'} nulls last`;
  });
  return ` order by ${[...keys, place].join(', ')}`;
}

function testSql(column: string, is: ConditionKind, value: string, type: ColumnType): string {
  const name = sqlName(column);
  switch (is) {
    case 'missing':
      return `${name} is null`;
    case 'present':
      return `${name} is not null`;
    case 'contains':
      return `contains(lower(${name}::varchar), ${sqlText(value.toLowerCase())})`;
    case 'differs':
      return `${name} is distinct from ${literal(column, value, type)}`;
    default:
      return `${name} ${OPERATORS[is]} ${literal(column, value, type)}`;
  }
}

const OPERATORS: Readonly<Record<'equals' | 'less' | 'at-most' | 'greater' | 'at-least', string>> = {
  equals: '=',
  less: '<',
  'at-most': '<=',
  greater: '>',
  'at-least': '>=',
};

const PATTERNS: Readonly<Partial<Record<ColumnType, readonly [RegExp, string]>>> = {
  bool: [/^(true|false)$/i, 'true or false'],
  int: [/^[+-]?\d{1,18}(\.\d+)?$/, 'a number'],
  float: [/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i, 'a number'],
  date: [/^\d{4}-\d{2}-\d{2}$/, 'a date such as 2024-01-31'],
  timestamp: [/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?)?$/, 'a time such as 2024-01-31 12:00'],
};

function literal(column: string, value: string, type: ColumnType): string {
  const text = value.trim();
  const [pattern, words] = PATTERNS[type] ?? [];
  if (pattern && !pattern.test(text)) throw refused(`“${value}” is no value of ${column}: it takes ${words}.`);
  switch (type) {
    case 'bool':
      return text.toLowerCase();
    case 'int':
      return text.includes('.') ? `${text}::double` : text;
    case 'float':
      return `${text}::double`;
    case 'date':
    case 'timestamp':
      return `try_cast(${sqlText(text)} as ${type})`;
    case 'vector':
      throw refused(`${column} holds lists of numbers: only missing and present tell them apart.`);
    default:
      return sqlText(value);
  }
}

function typeOf(types: Types, column: string): ColumnType {
  const type = types.get(column);
  if (type === undefined) throw refused(`There is no column “${column}” here.`);
  return type;
}

const refused = (message: string): AppError =>
  new AppError({ code: 'invalid', blame: 'user', message, hint: 'Change or remove the filter.' });
