import { type Column, type ScalarType, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';

/** One column of a file, ready to be written. */
export interface ColumnPlan {
  readonly name: string;
  readonly type: ScalarType;
  readonly nullable: boolean;
  /** SQL of its value over the rows. */
  readonly value: string;
  /** For columns some of whose values do not fit: the text to show, and where it is a misfit. */
  readonly misfit?: { readonly count: number; readonly text: string; readonly when: string; readonly reason: string };
}

/** A file as rows SQL can read, and what it knows of lines that are no rows. */
export interface DatasetPlan {
  readonly fileName: string;
  readonly rowCount: number;
  readonly columns: readonly ColumnPlan[];
  /** A table expression with the columns that plans read. */
  readonly rows: string;
  /** The same with `$row`, counted from 1. */
  readonly numberedRows: string;
  /** SQL of the line in the file, over a relation with `$row`. */
  readonly line: { readonly join: string; readonly sql: string };
  /** A query of the columns of the `unparsed` output for lines that are no rows. */
  readonly brokenLines?: { readonly count: number; readonly sql: string };
}

export const schemaColumns = (plan: DatasetPlan): Column[] =>
  plan.columns.map(({ name, type, nullable }) => ({ name, type, nullable }));

export const unparsedCount = (plan: DatasetPlan): number =>
  plan.columns.reduce((sum, column) => sum + (column.misfit?.count ?? 0), plan.brokenLines?.count ?? 0);

export const tableSql = (plan: DatasetPlan): string =>
  `select ${plan.columns.map(({ name, value }) => `${value} as ${sqlName(name)}`).join(', ')} from ${plan.rows}`;

const NO_ROWS =
  'select null::bigint as line, null::varchar as "column", null::varchar as "value", \'\' as reason where false';

/** Every cell that does not fit its column and every line that is no row. */
export function unparsedSql(plan: DatasetPlan): string {
  const cells = plan.columns
    .filter((column) => column.misfit !== undefined && column.misfit.count > 0)
    .map(
      ({ name, misfit }) =>
        `select ${plan.line.sql} as line, ${sqlText(name)} as "column", ${misfit!.text} as "value", ${sqlText(misfit!.reason)} as reason from ${plan.numberedRows} ${plan.line.join} where ${misfit!.when}`,
    );
  const parts = plan.brokenLines && plan.brokenLines.count > 0 ? [plan.brokenLines.sql, ...cells] : cells;
  return parts.length === 0
    ? NO_ROWS
    : `select * from (${parts.join(' union all ')}) order by line, "column" nulls first`;
}

/** Corrections may name columns that a newer file no longer has. */
export function refuseUnknownKey(key: string | undefined, names: readonly string[], fileName: string): void {
  if (key === undefined || names.includes(key)) return;
  throw new StageFailure(`${fileName} has no column “${key}” to identify its rows by.`, {
    kind: 'data',
    hint: `Choose another key column, or none. The columns are ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`,
  });
}
