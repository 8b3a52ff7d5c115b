import type { Expr } from '@/nodes/kernel/expr/expr';
import type { FunctionRow } from '@/nodes/kernel/expr/function-row';
import { FUNCTIONS } from '@/nodes/kernel/expr/functions';
import { ELEMENTS } from '@/nodes/kernel/expr/onnx/literals';
import { NotServable, type OnnxValue } from '@/nodes/kernel/expr/onnx/onnx';
import type { ScalarType } from '@/nodes/kernel/schema';
import { lowerExpr } from '../../emit/onnx';
import type { Cell, Column, Row, Table } from './cells';
import { cellsEqual } from './cells';
import type { DuckdbEvaluator, TypedExpr } from './in-duckdb';
import type { OnnxColumns } from './in-onnx';
import { canEvaluate, evaluate } from './reference/reference';

export type OnnxEvaluator = (
  expressions: readonly TypedExpr[],
  table: Table,
  alone: readonly number[],
) => Promise<OnnxColumns>;

export interface Difference {
  readonly expr: Expr;
  readonly row: Row;
  readonly between: 'DuckDB and the reference' | 'ONNX and DuckDB' | 'one row and a batch in ONNX';
  readonly cells: readonly [Cell, Cell];
}

/** What a comparison looked at: pieces of expressions, and cells compared. */
export interface Compared {
  readonly differences: Difference[];
  readonly cells: number;
  /** Pieces that both engines evaluated, of all. */
  readonly served: number;
}

/**
 * Evaluates expressions in both engines and by the reference, and says where they differ by more than their functions
 * declare. The result of a `close` function is written into a column before anything else reads it, because its last
 * bits may change what follows beyond any bound: every function is judged on equal arguments.
 */
export async function compareEngines(
  expressions: readonly TypedExpr[],
  table: Table,
  engines: { readonly duckdb: DuckdbEvaluator; readonly onnx: OnnxEvaluator },
): Promise<Compared> {
  const differences: Difference[] = [];
  let cells = 0;
  let servedPieces = 0;
  let current = table;
  for (const [depth, level] of levelsOf(expressions).entries()) {
    const inDuckdb = await engines.duckdb.evaluate(level, current);
    const alone = [0, current.rows.length - 1];
    const served = level.flatMap((piece, at) => (isServable(piece.expr, current) ? [at] : []));
    servedPieces += served.length;
    const inOnnx = await engines.onnx(
      served.map((at) => level[at]!),
      current,
      alone,
    );
    level.forEach(({ expr }, at) => {
      const note = (row: number, between: Difference['between'], a: Cell, b: Cell) => {
        cells += 1;
        if (!agree(expr, a, b)) differences.push({ expr, row: current.rows[row]!, between, cells: [a, b] });
      };
      if (canEvaluate(expr)) {
        current.rows.forEach((row, index) => {
          note(index, 'DuckDB and the reference', inDuckdb[at]![index]!, evaluate(expr, row));
        });
      }
      const place = served.indexOf(at);
      if (place < 0) return;
      current.rows.forEach((_, index) => {
        note(index, 'ONNX and DuckDB', inOnnx.batch[place]![index]!, inDuckdb[at]![index]!);
      });
      alone.forEach((index, single) => {
        note(index, 'one row and a batch in ONNX', inOnnx.alone[place]![single]!, inOnnx.batch[place]![index]!);
      });
    });
    current = withColumns(current, depth, level, inDuckdb);
  }
  return { differences, cells, served: servedPieces };
}

/** Some calls can be served only in part: with a text to look for that is written out, say. */
function isServable(expr: Expr, { columns }: Table): boolean {
  const scope = new Map(
    Object.entries(columns).map(([name, type]): [string, OnnxValue] => {
      const data = { kind: 'input', name, element: ELEMENTS[type] } as const;
      const missing = { kind: 'input', name: `${name}$missing`, element: 'bool' } as const;
      return [name, type === 'float' ? { type, data } : { type, data, missing }];
    }),
  );
  try {
    lowerExpr(expr, scope, () => ({ type: 'float', value: null }));
    return true;
  } catch (thrown) {
    if (thrown instanceof NotServable) return false;
    throw thrown;
  }
}

const rowOf = (expr: Expr): FunctionRow | undefined => (expr.op === 'call' ? FUNCTIONS[expr.fn] : undefined);
/** Floats that only runs compute may differ from the reference as much. */
function isClose(expr: Expr): boolean {
  const row = rowOf(expr);
  if (row === undefined || row.agreement === 'exact') return false;
  return row.signatures.every(({ result }) => result === 'float');
}

/** Inside a piece only its root may be `close`. */
function agree(expr: Expr, a: Cell, b: Cell): boolean {
  if (isClose(expr)) return cellsEqual(a, b);
  return a === b || (a === 0 && b === 0);
}

const pieceName = (level: number, at: number): string => `$piece${level}/${at}`;

/** Expressions taken apart at their `close` calls; a later level reads the columns of earlier ones. */
function levelsOf(expressions: readonly TypedExpr[]): TypedExpr[][] {
  const levels: TypedExpr[][] = [];
  const place = (piece: TypedExpr, level: number): string => {
    levels[level] ??= [];
    levels[level].push(piece);
    return pieceName(level, levels[level].length - 1);
  };
  /** The expression without inner close calls, and the first level at which it can be computed. */
  const cut = (expr: Expr): { expr: Expr; level: number } => {
    if (expr.op !== 'call') return { expr, level: 0 };
    const args = expr.args.map(cut).map((arg) => {
      if (!isClose(arg.expr)) return arg;
      return {
        expr: { op: 'column', name: place({ expr: arg.expr, type: 'float' }, arg.level) } as const,
        level: arg.level + 1,
      };
    });
    return {
      expr: { ...expr, args: args.map((arg) => arg.expr) },
      level: Math.max(0, ...args.map((arg) => arg.level)),
    };
  };
  for (const { expr, type } of expressions) {
    const last = cut(expr);
    place({ expr: last.expr, type }, last.level);
  }
  return levels;
}

function withColumns(table: Table, depth: number, level: readonly TypedExpr[], values: readonly Column[]): Table {
  const kept = level.flatMap(({ expr }, at) => (isClose(expr) ? [at] : []));
  return {
    columns: {
      ...table.columns,
      ...Object.fromEntries(kept.map((at) => [pieceName(depth, at), 'float' as ScalarType])),
    },
    rows: table.rows.map((row, index) => ({
      ...row,
      ...Object.fromEntries(kept.map((at) => [pieceName(depth, at), values[at]![index]!])),
    })),
  };
}
