import {
  bool,
  type Column,
  type ColumnType,
  call,
  col,
  type Expr,
  findColumn,
  float,
  isNumeric,
  literalOf,
  type Rel,
  type RowReason,
  readExpr,
  type TableSchema,
  text,
  textList,
} from '../kernel';
import type { Config } from './definition';
import { describeRule } from './describe-rule';
import { columnsOfRule, isRowRule, type Rule } from './rules';

/** What a rule about rows says of each row; undefined where the columns or settings do not allow it. */
export interface RowCheck {
  /** True, false, or missing where the row cannot be checked. */
  readonly holds: Expr;
  /** True where the row breaks the rule; never missing. */
  readonly broken: Expr;
}

/** A rule as expressions over the rows that `withCounts` gives. */
export function rowCheck(
  rule: Rule,
  schema: TableSchema,
  missing: Config['unchecked']['missing'],
): RowCheck | undefined {
  const holds = holdsFor(rule, schema);
  if (!holds) return undefined;
  if (rule.kind === 'not-null') return { holds, broken: call('is_null', col(rule.column)) };
  return { holds, broken: missing === 'break' ? call('not', call('is_true', holds)) : call('is_false', holds) };
}

function holdsFor(rule: Rule, schema: TableSchema): Expr | undefined {
  if (rule.kind === 'expression') {
    const read = readExpr(rule.expression, schema, 'bool');
    return read.problems.length === 0 ? read.expr : undefined;
  }
  const columns = columnsOfRule(rule).map((name) => findColumn(schema, name));
  if (!isRowRule(rule) || columns.length === 0 || !columns.every((column) => column !== undefined)) return undefined;
  const [column, other] = columns;
  const value = col(column!.name);
  switch (rule.kind) {
    case 'not-null':
      return call('is_not_null', value);
    case 'unique':
    case 'unique-together': {
      const present = columns.map((each) => call('is_not_null', col(each!.name)));
      const count = call('to_float', col(sameCount(columnsOfRule(rule))));
      return call('if', call('and', ...present), call('less_or_equal', count, float(1)));
    }
    case 'range':
      return isNumeric(column!.type) ? inRange(rule, asFloat(column!)) : undefined;
    case 'period':
      return inPeriod(rule, column!);
    case 'in-set':
      return isOneOf(rule.values, column!);
    case 'regex':
      return column!.type === 'text' && rule.pattern !== '' ? call('matches', value, text(rule.pattern)) : undefined;
    case 'type':
      return call('if', call('is_not_null', value), bool(column!.type === rule.is));
    case 'greater':
      return comparable(column!.type, other!.type)
        ? call(rule.orEqual ? 'greater_or_equal' : 'greater', asFloat(column!), asFloat(other!))
        : undefined;
    default:
      return undefined;
  }
}

/** An int is compared as a double; dates and times stay as they are. */
const asFloat = (column: Column): Expr =>
  column.type === 'int' ? call('to_float', col(column.name)) : col(column.name);

export const comparable = (a: ColumnType, b: ColumnType): boolean =>
  (isNumeric(a) && isNumeric(b)) || (a === b && (a === 'date' || a === 'timestamp'));

function inRange({ min, max, above, below }: Rule, value: Expr): Expr | undefined {
  const parts: Expr[] = [];
  if (min !== undefined) parts.push(call(above ? 'less' : 'less_or_equal', float(min), value));
  if (max !== undefined) parts.push(call(below ? 'less' : 'less_or_equal', value, float(max)));
  return parts.length > 0 ? call('and', ...parts) : undefined;
}

/** A last day includes the whole of it, for times too. */
function inPeriod({ from, until }: Rule, column: Column): Expr | undefined {
  if (column.type !== 'date' && column.type !== 'timestamp') return undefined;
  const value = col(column.name);
  const parts: Expr[] = [];
  const first = from === '' ? undefined : literalOf(column.type, from);
  if (from !== '' && !first) return undefined;
  if (first) parts.push(call('less_or_equal', first, value));
  const isDay = /^\d{4}-\d\d-\d\d$/.test(until.trim());
  const last = until === '' ? undefined : literalOf(column.type, isDay ? dayAfter(until) : until);
  if (until !== '' && !last) return undefined;
  if (last) parts.push(call(isDay ? 'less' : 'less_or_equal', value, last));
  return parts.length > 0 ? call('and', ...parts) : undefined;
}

function dayAfter(day: string): string {
  const time = Date.parse(day.trim());
  return Number.isNaN(time) ? '' : new Date(time + 86_400_000).toISOString().slice(0, 10);
}

export function isOneOf(values: readonly string[], column: Column): Expr | undefined {
  if (values.length === 0) return undefined;
  const value = col(column.name);
  if (column.type === 'text') return call('in_set', value, textList(values));
  const literals = values.map((typed) => literalOf(column.type, typed)).filter((literal) => literal !== undefined);
  return literals.length > 0 ? call('or', ...literals.map((literal) => call('equal', value, literal))) : undefined;
}

/** The count of equal values that a rule about uniqueness reads; `$` keeps it apart from any column. */
const sameCount = (columns: readonly string[]): string => `$same$${columns.join('$')}`;

const isUniqueness = (rule: Rule): boolean => rule.kind === 'unique' || rule.kind === 'unique-together';

/** The input with the counts that rules about uniqueness read; below a split within each partition. */
export function withCounts(input: Rel, rules: readonly Rule[], schema: TableSchema): Rel {
  const counted = new Map(
    rules
      .filter((rule) => isUniqueness(rule) && columnsOfRule(rule).every((name) => findColumn(schema, name)))
      .map((rule) => [sameCount(columnsOfRule(rule)), columnsOfRule(rule)]),
  );
  return [...counted].reduce<Rel>((rel, [name, by]) => ({ op: 'count-same', input: rel, by, name }), input);
}

/** The rules that set rows aside, as conditions with their reasons, in their order. */
export function rejectReasons({ rules, unchecked }: Config, schema: TableSchema): RowReason[] {
  return rules
    .filter((rule) => rule.action === 'reject')
    .flatMap((rule) => {
      const check = rowCheck(rule, schema, unchecked.missing);
      return check ? [{ when: check.broken, reason: `not true: ${describeRule(rule)}` }] : [];
    });
}
