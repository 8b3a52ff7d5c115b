import { distributionDistances } from '@/server/monitoring/drift';
import { type ColumnType, findColumn, type TableSchema } from '../kernel';
import { describeRule, figureName } from './describe-rule';
import type { Measures } from './measure';
import { number, type RuleResult, statusOf } from './report';
import { columnsOfRule, type Rule } from './rules';

type Said = Pick<RuleResult, 'status' | 'checked' | 'broken' | 'message'> & Partial<RuleResult>;

export const resultOf = (rule: Rule, said: Said): RuleResult => ({
  rule: describeRule(rule),
  ...(rule.column === '' ? {} : { column: rule.column }),
  kind: rule.kind,
  action: rule.action,
  samples: [],
  ...said,
});

/** Why a rule looked at nothing. `cause` decides which setting says what that does. */
export interface Unchecked {
  readonly cause: 'column' | 'empty' | 'settings';
  readonly why: string;
}

/** What keeps a rule from being checked on this table, before anything is counted. */
export function uncheckable(
  rule: Rule,
  schema: TableSchema,
  measures: Measures | undefined,
  rows: number,
): Unchecked | undefined {
  if (rule.kind === 'exists') return undefined;
  const absent = columnsOfRule(rule).find((name) => !findColumn(schema, name));
  if (absent !== undefined) return { cause: 'column', why: `there is no column ${absent || 'chosen'}` };
  if (measures === undefined) {
    const type = findColumn(schema, rule.column)?.type;
    return {
      cause: 'settings',
      why: type ? `the rule does not apply to a ${type} column` : 'the expression cannot be read',
    };
  }
  if (rows === 0) return { cause: 'empty', why: 'the table has no rows' };
  return undefined;
}

/** A rule against what was measured; `rows` is the table's count. */
export function judgeRule(rule: Rule, schema: TableSchema, measures: Measures, rows: number): RuleResult | Unchecked {
  switch (rule.kind) {
    case 'exists':
      return judgeExistence(rule, schema);
    case 'statistic':
      return judgeStatistic(rule, measures);
    case 'shares':
      return judgeShares(rule, measures);
    default:
      return judgeRows(rule, measures, rows, findColumn(schema, rule.column)?.type);
  }
}

function judgeExistence(rule: Rule, schema: TableSchema): RuleResult {
  const found = findColumn(schema, rule.column);
  return resultOf(rule, {
    status: statusOf(!found, rule.action),
    checked: 1,
    broken: found ? 0 : 1,
    message: found ? `There is a column ${rule.column}.` : `There is no column ${rule.column}.`,
  });
}

function judgeRows(rule: Rule, measures: Measures, rows: number, type: ColumnType | undefined): RuleResult | Unchecked {
  const isNull = rule.kind === 'not-null';
  const present = isNull ? rows : measures.checked!;
  const broken = measures.broken ?? 0;
  // Where a missing value breaks the rule, it was looked at.
  const checked = Math.max(present, broken);
  if (checked === 0) return { cause: 'empty', why: nothingPresent(rule) };
  const what =
    isNull || columnsOfRule(rule).length !== 1
      ? 'rows'
      : rule.kind === 'distinct-values'
        ? 'distinct values'
        : 'values';
  const counts = `${number(broken)} of ${number(checked)} ${what} break it`;
  const missing = rule.kind === 'distinct-values' ? 0 : rows - checked;
  const base = { checked, broken, ...(missing > 0 ? { missing } : {}) };
  if (broken === 0)
    return resultOf(rule, { ...base, status: 'passed', message: `${describeRule(rule)}: ${number(checked)} checked.` });
  if (rule.action !== 'reject' && rule.mostly < 1 && (checked - broken) / checked >= rule.mostly)
    return resultOf(rule, {
      ...base,
      status: 'passed',
      message: `${describeRule(rule)}: ${counts}, which is tolerated.`,
    });
  return resultOf(rule, {
    ...base,
    status: statusOf(true, rule.action),
    message:
      rule.kind === 'type'
        ? `Not true: ${describeRule(rule)}. It is ${type}.`
        : `Not true: ${describeRule(rule)}. ${counts}.`,
  });
}

const nothingPresent = (rule: Rule): string =>
  rule.kind === 'expression'
    ? 'it is missing for every row'
    : `every value of ${columnsOfRule(rule).join(', ')} is missing`;

/** Sums of floats depend on the threads that made them in their last digits: figures are judged to twelve. */
const figure = (value: number): number => Number(value.toPrecision(12));

function judgeStatistic(rule: Rule, { checked, found }: Measures): RuleResult | Unchecked {
  if (checked === 0 && rule.statistic !== 'distinct-count') return { cause: 'empty', why: nothingPresent(rule) };
  if (found === null || found === undefined)
    return { cause: 'empty', why: `${figureName(rule)} of one value is not defined` };
  const value = figure(found);
  const { min, max, above, below } = rule;
  const low = min !== undefined && (above ? value <= min : value < min);
  const high = max !== undefined && (below ? value >= max : value > max);
  const broken = low || high;
  const said = `${figureName(rule)} of ${rule.column} is ${shown(value)}`;
  return resultOf(rule, {
    status: statusOf(broken, rule.action === 'reject' ? 'fail' : rule.action),
    checked: checked!,
    broken: broken ? 1 : 0,
    found: value,
    message: broken
      ? `Not true: ${describeRule(rule)}. It is ${shown(value)}.`
      : `${said[0]!.toUpperCase()}${said.slice(1)}.`,
  });
}

export const shown = (value: number): string =>
  Number.isInteger(value) ? number(value) : String(Number(value.toPrecision(6)));

/** What is found against the shares wanted: KL(found ‖ wanted), with all that is in no bin as one bin of share 0. */
function judgeShares(rule: Rule, measures: Measures): RuleResult | Unchecked {
  const checked = measures.checked!;
  if (checked === 0) return { cause: 'empty', why: nothingPresent(rule) };
  const bins = Object.entries(measures)
    .filter(([name]) => name.startsWith('bin '))
    .map(([, count]) => count ?? 0);
  const others = checked - bins.reduce((sum, count) => sum + count, 0);
  const distances = distributionDistances([...bins, others], [...rule.weights.map(Number), 0]);
  const divergence = distances?.kl ?? null;
  const broken = divergence === null || divergence >= rule.divergence;
  const said =
    divergence === null
      ? 'It is infinite: there are values where a share of 0 is wanted'
      : `It is ${shown(divergence)}`;
  return resultOf(rule, {
    status: statusOf(broken, rule.action === 'reject' ? 'fail' : rule.action),
    checked,
    broken: broken ? 1 : 0,
    found: divergence,
    message: broken ? `Not true: ${describeRule(rule)}. ${said}.` : `${describeRule(rule)}. ${said}.`,
  });
}
