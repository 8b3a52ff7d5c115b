import { describe, expect, test } from 'vitest';
import { emitOnnx } from '@/server/compiler/emit/onnx';
import { planOf, requestTable } from '@/server/compiler/emit/onnx/testing/reference';
import type { ServeStep } from '@/server/compiler/emit/serve-plan';
import { type Answer, openSession } from '@/server/engine/onnx';
import { ConformingNode, exampleColumns } from './conforming-node';
import { nodeExamples } from './examples.gen';
import { type AnyNode, type Cell, type Column, type NodeExample, type Rel, type ScalarType, traitsOf } from './kernel';
import { scalarConstant } from './kernel/expr/onnx/literals';
import { sqlName } from './kernel/expr/sql-text';
import { registry } from './registry.gen';
import { openTestStage } from './testing-context';

/** Examples of nodes that say they serve row by row, whose table is made by projections alone. */
const served = Object.entries(registry).flatMap(([type, definition]) =>
  (nodeExamples[type] ?? []).flatMap((example) => {
    const config = definition.config.parse(example.config);
    if (traitsOf(definition, config).serving !== 'per-row' || example.fails !== undefined || !example.in.table)
      return [];
    return stepsOf(definition, example) ? [{ type, title: example.title, definition, example }] : [];
  }),
);

test('there are nodes whose serving is compared', () => {
  expect(served.length).toBeGreaterThan(10);
});

describe.each(served)('$type: $title', ({ definition, example }) => {
  test('the endpoint computes what the run computes, one row and a batch alike', async () => {
    await using stage = await openTestStage();
    const node = new ConformingNode(definition, example);
    const learned = await node.fit(stage.database);
    const types = definition.fit?.({ config: node.config, inputs: node.schemas }) ?? {};
    const columns = node.outputs.table!.columns;
    const request = Object.fromEntries(node.schemas.table!.columns.map(({ name, type }) => [name, type as ScalarType]));
    const plan = planOf(request, { steps: stepsOf(definition, example)!, result: columns });
    const { bytes, signature } = emitOnnx(plan, {
      learned: (_, name) => ({ type: types[name]!.type, value: learned[name] }),
    });
    const session = await openSession(bytes, signature);
    const input = requestRows(example);
    const expected = await runRows(stage.database, node.queries().table!, columns);
    const answered = async (rows: typeof input) =>
      cellsOf(await session.predict(requestTable(plan, rows), rows.length), columns, signature.columns, rows.length);
    expectClose(await answered(input), expected, columns);
    for (const [at, row] of input.entries()) expectClose(await answered([row]), [expected[at]!], columns);
    await session.close();
  });
});

function stepsOf(definition: AnyNode, example: NodeExample): ServeStep[] | undefined {
  const lowered = new ConformingNode(definition, example).lowered().table;
  if (lowered?.kind !== 'relation') return undefined;
  const steps: ServeStep[] = [];
  for (let rel: Rel = lowered.rel; rel.op !== 'scan'; rel = rel.input) {
    if (rel.op !== 'project') return undefined;
    steps.unshift({ kind: 'project', columns: rel.columns });
  }
  return steps;
}

/** Rows as a request carries them: days and microseconds for dates. */
function requestRows(example: NodeExample): Record<string, Cell>[] {
  const table = example.in.table!;
  const columns = exampleColumns(table);
  return table.rows.map((row) =>
    Object.fromEntries(columns.map(({ name, type }, at) => [name, asNumber(row[at] ?? null, type)])),
  );
}

async function runRows(
  database: { rows<T extends Record<string, unknown>>(sql: string): Promise<T[]> },
  sql: string,
  columns: readonly Column[],
): Promise<Cell[][]> {
  const cells = columns.map(({ name, type }) =>
    type === 'date' || type === 'timestamp' ? `${sqlName(name)}::varchar as ${sqlName(name)}` : sqlName(name),
  );
  const rows = await database.rows(`select ${cells.join(', ')} from (${sql})`);
  return rows.map((row) => columns.map(({ name, type }) => asNumber((row[name] ?? null) as Cell, type)));
}

/** Dates as days, truth as 0 and 1, integers as numbers: what an answer's tensors hold. */
function asNumber(cell: Cell | bigint, type: Column['type']): Cell {
  if (typeof cell === 'bigint') return Number(cell);
  if (cell === null || type === 'vector' || type === 'text') return cell as Cell;
  return Number(scalarConstant(type, cell));
}

function cellsOf(
  answer: Answer,
  columns: readonly Column[],
  tensors: readonly {
    readonly column: string;
    readonly tensor: string;
    readonly missing?: string;
    readonly width: number;
  }[],
  rows: number,
): Cell[][] {
  return Array.from({ length: rows }, (_, row) =>
    columns.map(({ name, type }): Cell => {
      const { tensor, missing, width } = tensors.find((candidate) => candidate.column === name)!;
      const { values } = answer[tensor]!;
      // A missing component is NaN in a tensor and null in a table.
      if (type === 'vector')
        return Array.from(values.slice(row * width, (row + 1) * width) as Float64Array, (value) =>
          Number.isNaN(value) ? null : value,
        );
      if (missing && Number(answer[missing]!.values[row]) === 1) return null;
      const value = values[row] as string | number | bigint | boolean;
      if (typeof value === 'string') return value;
      return Number.isNaN(Number(value)) ? null : Number(value);
    }),
  );
}

function expectClose(actual: readonly Cell[][], expected: readonly Cell[][], columns: readonly Column[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [row, cells] of expected.entries()) {
    for (const [at, cell] of cells.entries()) {
      const found = actual[row]![at]!;
      const words = `${columns[at]!.name}, row ${row}`;
      if (typeof cell === 'number' && typeof found === 'number')
        expect(Math.abs(found - cell), words).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(cell)));
      else expect(found, words).toEqual(cell);
    }
  }
}
