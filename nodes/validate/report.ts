export type RuleStatus = 'passed' | 'failed' | 'warned' | 'rejected' | 'unchecked';
export type RuleAction = 'fail' | 'warn' | 'reject';

/** What became of one rule. */
export interface RuleResult {
  /** The rule in words: `age is at least 0`. */
  readonly rule: string;
  /** Absent for rules about the table. */
  readonly column?: string;
  readonly kind: string;
  readonly action: RuleAction;
  readonly status: RuleStatus;
  /** Values (or rows, or columns) that were looked at. */
  readonly checked: number;
  /** How many of them break the rule. */
  readonly broken: number;
  /** How many could not be checked because a value is missing. */
  readonly missing?: number;
  /** For a rule about a figure: what it is. */
  readonly found?: number | null;
  /** The most frequent offending values with their rows; for missing values, the keys of such rows. */
  readonly samples: readonly { readonly column: string; readonly value: string | null; readonly rows: number }[];
  /** One sentence for people. */
  readonly message: string;
  /** For a rule that could not be checked: what that does, by the node's settings. */
  readonly uncheckedAction?: 'fail' | 'warn' | 'note';
}

/** The `report` output of validate. */
export interface ValidationReport {
  readonly rows: number;
  readonly passed: number;
  readonly failed: number;
  readonly warned: number;
  readonly rejected: number;
  readonly unchecked: number;
  /** Of the unchecked rules: how many fail the run, and how many warn, by the node's settings. */
  readonly uncheckedFail: number;
  readonly uncheckedWarn: number;
  readonly rules: readonly RuleResult[];
}

const BROKEN_STATUS = { fail: 'failed', warn: 'warned', reject: 'rejected' } as const;
export const statusOf = (broken: boolean, action: RuleAction): RuleStatus =>
  broken ? BROKEN_STATUS[action] : 'passed';

export const number = (count: number): string => count.toLocaleString('en');

export function summarise(rows: number, rules: readonly RuleResult[]): ValidationReport {
  const count = (status: RuleStatus) => rules.filter((rule) => rule.status === status).length;
  return {
    rows,
    passed: count('passed'),
    failed: count('failed'),
    warned: count('warned'),
    rejected: count('rejected'),
    unchecked: count('unchecked'),
    uncheckedFail: rules.filter((rule) => rule.uncheckedAction === 'fail').length,
    uncheckedWarn: rules.filter((rule) => rule.uncheckedAction === 'warn').length,
    rules,
  };
}
