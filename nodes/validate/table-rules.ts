import { findColumn, type TableHandle } from '../kernel';
import type { Config } from './definition';
import { number, type RuleResult, statusOf } from './report';

/** The rules about the table as a whole. */
export function judgeTableRules(rules: Config['table'], table: TableHandle): RuleResult[] {
  const result = (kind: string, rule: string, broken: boolean, checked: number, message: string): RuleResult => ({
    rule,
    kind,
    action: rules.action,
    status: statusOf(broken, rules.action),
    checked,
    broken: broken ? 1 : 0,
    samples: [],
    message,
  });
  const results: RuleResult[] = [];
  const has = `The table has ${number(table.rowCount)} ${table.rowCount === 1 ? 'row' : 'rows'}`;
  const { minRows, maxRows } = rules;
  if (minRows !== undefined) {
    const broken = table.rowCount < minRows;
    results.push(
      result(
        'min-rows',
        `at least ${number(minRows)} rows`,
        broken,
        table.rowCount,
        `${has}; ${broken ? 'it must have' : 'that is'} at least ${number(minRows)}.`,
      ),
    );
  }
  if (maxRows !== undefined) {
    const broken = table.rowCount > maxRows;
    results.push(
      result(
        'max-rows',
        `at most ${number(maxRows)} rows`,
        broken,
        table.rowCount,
        `${has}; ${broken ? 'it must have' : 'that is'} at most ${number(maxRows)}.`,
      ),
    );
  }
  if (rules.columns.length > 0) {
    const absent = rules.columns.filter((name) => !findColumn(table.schema, name));
    results.push(
      result(
        'columns-present',
        `has the columns ${rules.columns.join(', ')}`,
        absent.length > 0,
        rules.columns.length,
        absent.length === 0 ? 'Every column is present.' : `The table has no column ${absent.join(', ')}.`,
      ),
    );
  }
  return results;
}
