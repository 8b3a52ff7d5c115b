import {
  type CheckContext,
  columnNames,
  didYouMean,
  findColumn,
  isNumeric,
  literalOf,
  type TableSchema,
} from '../kernel';
import { readPattern } from '../kernel/expr/pattern';
import type { Config } from './definition';
import { comparable } from './row-rules';
import { columnsOfRule, isRowRule, type Rule } from './rules';

type Report = CheckContext<Config>['report'];
/** Reports a problem at a setting of one rule. */
type Say = (setting: string, code: Parameters<Report>[0], message: string, more?: Parameters<Report>[3]) => void;

/** What is wrong with the rules, as far as it can be known before a run. */
export function checkRules({ config, inputs, report }: CheckContext<Config>): void {
  const table = inputs.table;
  if (!table) return;
  config.rules.forEach((rule, index) => {
    const say: Say = (setting, code, message, more) => report(code, ['rules', index, setting], message, more);
    checkAction(rule, say);
    if (rule.kind === 'drift' && !inputs.reference)
      say('kind', 'input-missing', 'There is no reference to compare with.', {
        hint: 'Wire a table to the input “Reference”.',
      });
    if (checkColumnsExist(rule, table, config.unchecked.column, say)) checkSettings(rule, table, say);
  });
}

function checkAction(rule: Rule, say: Say): void {
  if (rule.action !== 'reject') return;
  if (!isRowRule(rule))
    say(
      'action',
      'setting-invalid',
      'This rule is about the column as a whole: it cannot say which rows to set aside.',
      {
        hint: 'Let it warn or fail the run.',
      },
    );
  else if (rule.mostly < 1)
    say('mostly', 'node-advice', 'Every row that breaks the rule is set aside, whatever share that is.', {
      hint: 'Warn or fail the run to tolerate a share.',
    });
}

/** Whether every column is there; where one is not, the setting decides how loud that is. */
function checkColumnsExist(rule: Rule, table: TableSchema, strictness: string, say: Say): boolean {
  const absent = columnsOfRule(rule).find((name) => !findColumn(table, name));
  if (absent === undefined) return true;
  if (table.open) return false;
  const setting = rule.kind === 'unique-together' ? 'columns' : absent === rule.column ? 'column' : 'other';
  const more = {
    hint: didYouMean(absent, columnNames(table)) ?? 'Choose one of the columns that arrive at this node.',
  };
  if (rule.kind === 'exists')
    say(setting, 'node-advice', `There is no column “${absent}” here: the rule will be broken.`, more);
  else if (strictness !== 'note')
    say(setting, 'column-unknown', `There is no column “${absent}” here.`, {
      ...more,
      ...(strictness === 'warn' ? { severity: 'warning' as const } : {}),
    });
  return false;
}

function checkSettings(rule: Rule, table: TableSchema, say: Say): void {
  const column = findColumn(table, rule.column);
  const name = rule.column;
  switch (rule.kind) {
    case 'range':
      if (!isNumeric(column!.type))
        say('column', 'column-type', `A range needs numbers; ${name} is ${column!.type}.`, {
          hint: 'Choose “in a period”, “one of” or “matching a pattern”, or correct the type in the source.',
        });
      else checkLimits(rule, `range of ${name}`, say);
      return;
    case 'statistic':
      if (!isNumeric(column!.type) && rule.statistic !== 'distinct-count' && rule.statistic !== 'missing-share')
        say('column', 'column-type', `This figure needs numbers; ${name} is ${column!.type}.`);
      else checkLimits(rule, `figure of ${name}`, say);
      return;
    case 'period':
      if (column!.type !== 'date' && column!.type !== 'timestamp')
        say('column', 'column-type', `A period needs dates or times; ${name} is ${column!.type}.`);
      else checkPeriod(rule, column!.type, say);
      return;
    case 'in-set':
    case 'distinct-values': {
      if (rule.values.length === 0)
        say('values', 'setting-missing', `No values are listed for ${name}.`, {
          hint: 'Add the values that are allowed.',
        });
      const bad = rule.values.find((typed) => literalOf(column!.type, typed) === undefined);
      if (bad !== undefined) say('values', 'setting-invalid', `“${bad}” is not a ${column!.type}, as ${name} is.`);
      return;
    }
    case 'regex':
      if (column!.type !== 'text') say('column', 'column-type', `A pattern needs text; ${name} is ${column!.type}.`);
      else if (rule.pattern === '') say('pattern', 'setting-missing', `The pattern for ${name} is empty.`);
      else checkPattern(rule.pattern, say);
      return;
    case 'greater': {
      const other = findColumn(table, rule.other)!;
      if (!comparable(column!.type, other.type))
        say(
          'other',
          'column-type',
          `${name} is ${column!.type} and ${rule.other} is ${other.type}: they have no common order.`,
        );
      return;
    }
    case 'shares':
      checkShares(rule, say);
      return;
    case 'drift':
      if (rule.measure === 'ks' && !isNumeric(column!.type))
        say('measure', 'column-type', `Kolmogorov-Smirnov needs numbers; ${name} is ${column!.type}.`, {
          hint: 'Choose chi-square or PSI.',
        });
      if (rule.measure === 'chi-square' && column!.type !== 'text' && column!.type !== 'bool')
        say('measure', 'column-type', `Chi-square needs text or booleans; ${name} is ${column!.type}.`, {
          hint: 'Choose Kolmogorov-Smirnov or PSI.',
        });
  }
}

function checkLimits({ min, max }: Rule, what: string, say: Say): void {
  if (min === undefined && max === undefined)
    say('min', 'setting-missing', `The ${what} has no limits.`, { hint: 'Give a smallest or a largest value.' });
  else if (min !== undefined && max !== undefined && min > max)
    say('max', 'setting-invalid', `The ${what} is empty: ${min} to ${max}.`, { hint: 'Swap the limits.' });
}

function checkPeriod({ from, until, column }: Rule, type: 'date' | 'timestamp', say: Say): void {
  if (from === '' && until === '')
    say('from', 'setting-missing', `The period of ${column} has no limits.`, { hint: 'Give a first or a last day.' });
  for (const [setting, typed] of [
    ['from', from],
    ['until', until],
  ] as const)
    if (typed !== '' && literalOf(type, typed) === undefined)
      say(setting, 'setting-invalid', `“${typed}” is not a ${type}.`, {
        hint: 'Write it as 2024-01-31, or 2024-01-31 12:00:00.',
      });
}

function checkShares({ values, edges, weights }: Rule, say: Say): void {
  const bins = values.length > 0 ? values.length : edges.length - 1;
  const shares = weights.map(Number);
  if (values.length > 0 && edges.length > 0) say('edges', 'setting-invalid', 'Give values or edges, not both.');
  else if (bins < 1) say('values', 'setting-missing', 'No values are listed, and no bins.');
  else if (edges.some((edge, index) => !(index === 0 || Number(edge) > Number(edges[index - 1]))))
    say('edges', 'setting-invalid', 'The edges must be numbers, each larger than the one before.');
  else if (weights.length !== bins)
    say(
      'weights',
      'setting-invalid',
      `There are ${weights.length} shares for ${bins} ${values.length > 0 ? 'values' : 'bins'}.`,
    );
  else if (!(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-6) || shares.some((share) => share < 0))
    say('weights', 'setting-invalid', 'The shares must be numbers that sum to 1.');
}

function checkPattern(pattern: string, say: Say): void {
  const read = readPattern(pattern);
  if ('problem' in read)
    say('pattern', 'setting-invalid', `This pattern cannot be read. ${read.problem}`, {
      hint: 'Patterns are RE2’s: no look-around, no references back.',
    });
}
