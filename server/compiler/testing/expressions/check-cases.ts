import { type Expr, visitExpr } from '@/nodes/kernel/expr/expr';
import { SCALAR_TYPES } from '@/nodes/kernel/schema';
import { compareEngines, type Difference, type OnnxEvaluator } from './compare-engines';
import type { DuckdbEvaluator, TypedExpr } from './in-duckdb';
import { Random } from './random';
import { randomTable } from './random-cells';
import { randomExpr } from './random-expr';

export interface CaseCounts {
  /** Random expressions, and how many of them were not seen before. */
  expressions: number;
  distinct: number;
  /** Cells compared: by reference, between engines, and one row against a batch. */
  cells: number;
  /** Pieces (whole expressions, or their parts up to a `close` call) that both engines evaluated. */
  served: number;
  /** How often each function was called. */
  readonly calls: Map<string, number>;
}

const EXPRESSIONS_PER_TABLE = 40;
const ROWS_PER_TABLE = 16;

/** Random expressions over random tables until there are `wanted`; ends early when something differs. */
export async function checkCases(
  seed: number,
  wanted: number,
  engines: { readonly duckdb: DuckdbEvaluator; readonly onnx: OnnxEvaluator },
  progress: (counts: CaseCounts, found: readonly Difference[]) => void = () => {},
): Promise<{ counts: CaseCounts; differences: Difference[] }> {
  const counts: CaseCounts = { expressions: 0, distinct: 0, cells: 0, served: 0, calls: new Map() };
  const seen = new Set<string>();
  const differences: Difference[] = [];
  for (let table = 0; counts.expressions < wanted && differences.length < 20; table++) {
    const random = new Random(seed * 1_000_003 + table);
    const expressions = Array.from({ length: EXPRESSIONS_PER_TABLE }, (): TypedExpr => {
      const type = random.pick(SCALAR_TYPES);
      return { expr: randomExpr(random, type, random.whole(1, 4)), type };
    });
    const rows = randomTable(random, ROWS_PER_TABLE);
    const compared = await compareEngines(expressions, rows, engines).catch(async (thrown: unknown) => {
      for (const one of expressions) {
        await compareEngines([one], rows, engines).catch((error: unknown) => {
          throw new Error(`${written(one.expr)} fails (seed ${seed}, table ${table}): ${error}`);
        });
      }
      throw thrown;
    });
    for (const { expr } of expressions) note(expr, counts, seen);
    counts.cells += compared.cells;
    counts.served += compared.served;
    differences.push(...compared.differences);
    progress(counts, compared.differences);
  }
  return { counts, differences };
}

function note(expr: Expr, counts: CaseCounts, seen: Set<string>): void {
  counts.expressions += 1;
  const written = JSON.stringify(expr);
  if (!seen.has(written)) counts.distinct += 1;
  seen.add(written);
  visitExpr(expr, (part) => {
    if (part.op === 'call') counts.calls.set(part.fn, (counts.calls.get(part.fn) ?? 0) + 1);
  });
}

/** A difference as a person reads it. */
export function describeDifference({ expr, row, between, cells }: Difference): string {
  const columns: string[] = [];
  visitExpr(expr, (part) => {
    if (part.op === 'column') columns.push(`${part.name} = ${show(row[part.name])}`);
  });
  return `${between}: ${show(cells[0])} and ${show(cells[1])}\n  ${written(expr)}\n  where ${[...new Set(columns)].join(', ') || 'nothing is read'}`;
}

function show(cell: unknown): string {
  if (typeof cell === 'bigint') return `${cell}n`;
  return Object.is(cell, -0) ? '-0' : JSON.stringify(cell ?? null);
}

export function written(expr: Expr): string {
  if (expr.op === 'column') return expr.name;
  if (expr.op === 'call') return `${expr.fn}(${expr.args.map(written).join(', ')})`;
  return expr.op === 'literal' ? `${expr.type}:${show(expr.value)}` : expr.name;
}
