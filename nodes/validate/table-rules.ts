import { columnNames, type TableHandle } from '../kernel';
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
  if (rules.columns.length > 0) results.push(judgeColumns(rules, table, result));
  return results;
}

type Make = (kind: string, rule: string, broken: boolean, checked: number, message: string) => RuleResult;

function judgeColumns({ columns, match }: Config['table'], { schema }: TableHandle, result: Make): RuleResult {
  const names = columnNames(schema);
  const absent = columns.filter((name) => !names.includes(name));
  const extra = match === 'contains' ? [] : names.filter((name) => !columns.includes(name));
  const unordered =
    match === 'ordered' && absent.length + extra.length === 0 && names.join('\n') !== columns.join('\n');
  const wrong = [
    ...(absent.length > 0 ? [`The table has no column ${absent.join(', ')}.`] : []),
    ...(extra.length > 0 ? [`It has columns that are not listed: ${extra.join(', ')}.`] : []),
    ...(unordered ? [`Its columns come in another order: ${names.join(', ')}.`] : []),
  ];
  const words = {
    contains: 'has the columns',
    set: 'has exactly the columns',
    ordered: 'has in this order the columns',
  };
  return result(
    `columns-${match}`,
    `${words[match]} ${columns.join(', ')}`,
    wrong.length > 0,
    columns.length,
    wrong.length === 0 ? 'The columns are as listed.' : wrong.join(' '),
  );
}
