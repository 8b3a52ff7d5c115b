import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Expr } from '@/nodes/kernel/expr/expr';
import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import type { ScalarType } from '@/nodes/kernel/schema';
import { renderExpr, SQL_TYPE } from '../../emit/duckdb';
import type { Cell, Column, Table } from './cells';

export interface TypedExpr {
  readonly expr: Expr;
  readonly type: ScalarType;
}

/** Expressions evaluated by DuckDB, all rows at once. */
export interface DuckdbEvaluator {
  evaluate(expressions: readonly TypedExpr[], table: Table): Promise<Column[]>;
  close(): void;
}

export async function openDuckdbEvaluator(): Promise<DuckdbEvaluator> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  await connection.run(`set timezone = 'UTC'`);
  let loaded: Table | undefined;
  return {
    async evaluate(expressions, table) {
      if (loaded !== table) await load(connection, table);
      loaded = table;
      const columns = expressions.map(
        ({ expr, type }, at) => `${asCell(type, renderExpr(expr, { learned }))} as x${at}`,
      );
      const result = await connection.runAndReadAll(`select ${columns.join(',\n')} from cells order by "$row"`);
      const rows = result.getRowsJS() as Cell[][];
      return expressions.map((_, at) => rows.map((row) => row[at]!));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const learned = (): never => {
  throw new Error('nothing is learned here');
};

async function load(connection: DuckDBConnection, { columns, rows }: Table): Promise<void> {
  const names = Object.entries(columns);
  const declared = names.map(([name, type]) => `${sqlName(name)} ${SQL_TYPE[type]}`).join(', ');
  await connection.run(`create or replace table cells ("$row" int, ${declared})`);
  const values = rows.map(
    (row, at) => `(${[at, ...names.map(([name, type]) => literal(type, row[name] ?? null))].join(', ')})`,
  );
  if (values.length > 0) await connection.run(`insert into cells values ${values.join(', ')}`);
}

function literal(type: ScalarType, cell: Cell): string {
  if (cell === null) return 'null';
  switch (type) {
    case 'text':
      return sqlText(String(cell));
    case 'float':
      return `'${Object.is(cell, -0) ? '-0.0' : cell}'::double`;
    case 'date':
      return `date '1970-01-01' + (${cell})::int`;
    case 'timestamp':
      return `make_timestamp((${cell})::bigint)`;
    default:
      return `(${cell})`;
  }
}

/** The column as a type that JavaScript reads without loss. */
function asCell(type: ScalarType, sql: string): string {
  switch (type) {
    case 'date':
      return `(${sql}) - date '1970-01-01'`;
    case 'timestamp':
      return `epoch_us(${sql})`;
    default:
      return `(${sql})::${SQL_TYPE[type]}`;
  }
}
