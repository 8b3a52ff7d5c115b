import { findColumn, type TableSchema } from '../kernel';
import { brokenBy, describeRule, type Rule } from './definition';

export type RuleStatus = 'passed' | 'failed' | 'warned' | 'rejected' | 'unchecked';

/** What became of one rule. */
export interface RuleResult {
  /** The rule in words: `age is at least 0`. */
  readonly rule: string;
  /** Absent for rules about the table. */
  readonly column?: string;
  readonly kind: string;
  readonly action: 'fail' | 'warn' | 'reject';
  readonly status: RuleStatus;
  /** Values (or rows, or columns) that were looked at. */
  readonly checked: number;
  /** How many of them break the rule. */
  readonly broken: number;
  /** The most frequent offending values with their rows; for missing values, the keys of such rows. */
  readonly samples: readonly { readonly column: string; readonly value: string | null; readonly rows: number }[];
  /** One sentence for people. */
  readonly message: string;
}

/** The `report` output of validate. */
export interface ValidationReport {
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly rejected: number;
  readonly unchecked: number;
  readonly rules: readonly RuleResult[];
}

const BROKEN_STATUS = { fail: 'failed', warn: 'warned', reject: 'rejected' } as const;
export const statusOf = (broken: boolean, action: RuleResult['action']): RuleStatus =>
  broken ? BROKEN_STATUS[action] : 'passed';

type Counts = { readonly rows: number; readonly present: number; readonly broken: number };

/** A column rule against its counts; a rule that found nothing to look at does not pass. */
export function judgeColumnRule(rule: Rule, schema: TableSchema, counts: Counts): RuleResult {
  const { column, kind, action } = rule;
  const result = (status: RuleStatus, checked: number, broken: number, message: string): RuleResult => ({
    rule: describeRule(rule),
    column,
    kind,
    action,
    status,
    checked,
    broken,
    samples: [],
    message,
  });
  const found = findColumn(schema, column);
  if (!found) return result('unchecked', 0, 0, `Not checked: there is no column ${column || 'chosen'}.`);
  if (kind === 'type') {
    const fits = found.type === rule.is;
    return result(
      statusOf(!fits, action === 'reject' ? 'fail' : action),
      1,
      fits ? 0 : 1,
      fits ? `${column} is of type ${rule.is}.` : `${column} is of type ${found.type}, not ${rule.is}.`,
    );
  }
  if (brokenBy(rule, schema) === undefined)
    return result('unchecked', 0, 0, `Not checked: “${describeRule(rule)}” does not apply to a ${found.type} column.`);
  if (counts.rows === 0) return result('unchecked', 0, 0, `Not checked: the table has no rows.`);
  if (kind !== 'not-null' && counts.present === 0)
    return result('unchecked', 0, 0, `Not checked: every value of ${column} is missing.`);
  const checked = kind === 'not-null' ? counts.rows : counts.present;
  const { broken } = counts;
  if (broken === 0) return result('passed', checked, 0, `${describeRule(rule)}: ${number(checked)} checked.`);
  return result(
    statusOf(true, action),
    checked,
    broken,
    `Not true: ${describeRule(rule)}. ${number(broken)} of ${number(checked)} ${kind === 'not-null' ? 'rows' : 'values'} break it.`,
  );
}

export const number = (count: number): string => count.toLocaleString('en');
