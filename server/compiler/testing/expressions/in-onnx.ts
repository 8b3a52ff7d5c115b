import type { ScalarType } from '@/nodes/kernel/schema';
import { type Answer, blankColumn, openSession, type RequestTable } from '@/server/engine/onnx';
import { emitOnnx, type OnnxSignature } from '../../emit/onnx';
import { planOf } from '../../emit/onnx/testing/reference';
import type { Cell, Column, Table } from './cells';
import type { TypedExpr } from './in-duckdb';

/** Expressions evaluated by onnxruntime: all rows at once, and some of them one by one. */
export interface OnnxColumns {
  readonly batch: Column[];
  /** Cells of the rows that were asked for, in their order. */
  readonly alone: Column[];
}

export async function evaluateInOnnx(
  expressions: readonly TypedExpr[],
  table: Table,
  alone: readonly number[],
): Promise<OnnxColumns> {
  if (expressions.length === 0) return { batch: [], alone: [] };
  const plan = planOf(table.columns, {
    steps: [{ kind: 'project', columns: expressions.map(({ expr }, at) => ({ name: `x${at}`, expr })) }],
    result: expressions.map(({ type }, at) => ({ name: `x${at}`, type, nullable: true })),
  });
  const { bytes, signature } = emitOnnx(plan, { learned: () => ({ type: 'float', value: null }) });
  const session = await openSession(bytes, signature);
  try {
    const read = async (rows: Table['rows']) =>
      cellsOf(await session.predict(requestOf({ ...table, rows }), rows.length), signature, expressions, rows.length);
    const batch = await read(table.rows);
    const single: Column[][] = [];
    for (const row of alone) single.push(await read([table.rows[row]!]));
    return { batch, alone: expressions.map((_, at) => single.map((columns) => columns[at]![0]!)) };
  } finally {
    await session.close();
  }
}

function requestOf({ columns, rows }: Table): RequestTable {
  return Object.fromEntries(
    Object.entries(columns).map(([name, type]) => {
      const column = blankColumn(type, rows.length);
      rows.forEach((row, at) => {
        const cell = row[name] ?? null;
        if (cell === null) return;
        column.missing[at] = 0;
        column.values[at] = cell as never;
      });
      return [name, column];
    }),
  );
}

function cellsOf(
  answer: Answer,
  signature: OnnxSignature,
  expressions: readonly TypedExpr[],
  rowCount: number,
): Column[] {
  return expressions.map(({ type }, at) => {
    const { tensor, missing } = signature.columns[at]!;
    return Array.from({ length: rowCount }, (_, row) => {
      if (missing && answer[missing]!.values[row]) return null;
      return cellOf(type, answer[tensor]!.values[row]!);
    });
  });
}

function cellOf(type: ScalarType, value: number | bigint | string): Cell {
  if (type === 'bool') return Boolean(value);
  return typeof value === 'number' && Number.isNaN(value) ? null : value;
}
