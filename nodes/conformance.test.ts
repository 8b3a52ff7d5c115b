import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConformingNode, duckdbType, exampleColumns, exampleSchema, exampleSql, readCells } from './conforming-node';
import { nodeExamples } from './examples.gen';
import {
  type AnyNode,
  describeConfig,
  type ExampleTable,
  type FieldDescription,
  type NodeExample,
  PARTITION_COLUMN,
  traitsOf,
} from './kernel';
import { sqlName } from './kernel/expr/sql-text';
import { registry } from './registry.gen';
import { runtime } from './runtime.gen';
import { datasetRequest, openTestStage, runSteps, type TestStage } from './testing-context';

const everyExample = Object.entries(registry).flatMap(([type, definition]) =>
  (nodeExamples[type] ?? []).map((example) => ({ type, title: example.title, definition, example })),
);

test('there are nodes and examples to hold to their promises', () => {
  expect(Object.keys(registry).length).toBeGreaterThanOrEqual(10);
  expect(everyExample.length).toBeGreaterThanOrEqual(20);
});

describe.each(Object.entries(registry))('%s', (type, definition) => {
  test('is explained: a README, an example, words for the palette', () => {
    const readme = join(import.meta.dirname, type, 'README.md');
    expect(existsSync(readme), `nodes/${type}/README.md`).toBe(true);
    expect(readFileSync(readme, 'utf8')).toMatch(new RegExp(`^# ${definition.title}\n`));
    expect(nodeExamples[type]?.length ?? 0, 'examples').toBeGreaterThan(0);
    expect(definition.type).toBe(type);
    expect(definition.ui.keywords.length).toBeGreaterThan(0);
    expect(definition.summary).toMatch(/\.$/);
  });

  test('every setting has a label', () => {
    for (const field of allFields(describeConfig(definition.config))) {
      expect(field.label, field.name).not.toBe('');
      expect(field.label, `${field.name} is not registered with a label`).not.toBe(field.name);
    }
  });

  test('the settings it starts with are valid, describe themselves and can be checked', () => {
    const config = definition.config.parse({});
    expect(definition.config.parse(config)).toEqual(config);
    expect(definition.ui.describe(config)).not.toBe('');
    const problems: string[] = [];
    definition.check?.({ config, inputs: {}, nodeId: 'n', report: (code) => void problems.push(code) });
    expect(definition.outputSchema({ config, inputs: {} })).toBeDefined();
  });

  test('settings of every older version migrate to valid ones', () => {
    for (let from = 1; from < definition.version; from++) {
      expect(definition.migrate, `migrate from version ${from}`).toBeDefined();
      expect(definition.config.safeParse(definition.migrate!({}, from)).success).toBe(true);
    }
  });
});

describe.each(everyExample)('$type: $title', ({ type, definition, example }) => {
  test('the rows are as the example says', async () => {
    await using stage = await openTestStage();
    const node = new ConformingNode(definition, example);
    const fitted = await failureOf(() => node.fit(stage.database));
    const queries = fitted.failure === undefined ? node.queries() : {};
    const ran = fitted.failure === undefined ? await runTask(stage, type, definition, example) : fitted;
    if (example.fails !== undefined) {
      expect(ran.failure).toContain(example.fails);
      return;
    }
    expect(ran.failure).toBeUndefined();
    for (const [port, expected] of Object.entries(example.out ?? {})) {
      const sql = queries[port] ?? `from read_parquet('${stage.tables.get(port)?.path}')`;
      expect(await readCells(stage.database, sql, exampleColumns(expected)), port).toEqual(expectedCells(expected));
    }
  });

  test('the schema it announces is the one DuckDB sees, and rows that it keeps are kept', async () => {
    await using stage = await openTestStage();
    const node = new ConformingNode(definition, example);
    if ((await failureOf(() => node.fit(stage.database))).failure !== undefined) return;
    for (const [port, sql] of Object.entries(node.queries())) {
      const schema = node.outputs[port]!;
      const described = await stage.database.rows<{ name: string; type: string }>(
        `select column_name as "name", column_type as "type" from (describe ${sql})`,
      );
      // The label has no place of its own among the columns.
      const isLabel = (column: { name: string }) => column.name === PARTITION_COLUMN;
      expect(described.some(isLabel)).toBe(schema.partitioned === true);
      expect(described.filter((column) => !isLabel(column))).toEqual(
        schema.columns.map((column) => ({ name: column.name, type: duckdbType(column.type) })),
      );
      for (const column of schema.columns.filter((candidate) => !candidate.nullable)) {
        const [row] = await stage.database.rows(
          `select count(*) as n from (${sql}) where ${sqlName(column.name)} is null`,
        );
        expect(Number(row!.n), `${column.name} is announced as never missing`).toBe(0);
      }
      if (traitsOf(definition, node.config).rows === 'keeps' && port === 'table') {
        const [row] = await stage.database.rows(`select count(*) as n from (${sql})`);
        expect(Number(row!.n)).toBe(example.in.table!.rows.length);
      }
    }
  });

  test('no rows come out of no rows, or a sentence says why not', async () => {
    await using stage = await openTestStage();
    const tables = Object.entries(example.in).map(([port, { columns }]) => [port, { columns, rows: [] }] as const);
    const node = new ConformingNode(definition, { ...example, in: Object.fromEntries(tables) });
    const refused = await node.fit(stage.database).then(
      () => undefined,
      (error: Error) => error,
    );
    if (refused) {
      expect(refused.name, refused.message).toBe('StageFailure');
      return;
    }
    for (const [port, sql] of Object.entries(node.queries())) {
      const [row] = await stage.database.rows(`select count(*) as n from (${sql})`);
      // A whole table is one group, also when it is empty.
      const most = traitsOf(definition, node.config).rows === 'changes' ? 1 : 0;
      expect(Number(row!.n), port).toBeLessThanOrEqual(most);
    }
  });

  test('what it learns depends on training rows only', async () => {
    const { learns } = traitsOf(definition, definition.config.parse(example.config));
    // What a task learns is no fit; its own tests say what it learns from.
    if (!definition.fit || learns === 'nothing' || !example.partition) return;
    if (example.fails !== undefined) return;
    await using stage = await openTestStage();
    const training = example.partition.map((part) => part === 'train');
    const table = example.in.table!;
    const alone: NodeExample = {
      ...example,
      in: { table: { columns: table.columns, rows: table.rows.filter((_, row) => training[row]) } },
      partition: example.partition.filter((_, row) => training[row]),
    };
    const learned = await new ConformingNode(definition, example).fit(stage.database);
    expect(learned).toEqual(await new ConformingNode(definition, alone).fit(stage.database));
    expect(Object.keys(learned).length).toBeGreaterThan(0);
  });
});

const expectedCells = (table: ExampleTable): string[] => table.rows.map((row) => JSON.stringify(row)).sort();

const allFields = (fields: readonly FieldDescription[]): FieldDescription[] =>
  // What a file field holds is written by the picker, not by a form.
  fields.flatMap((field) => [field, ...(field.widget === 'file' ? [] : allFields(field.fields ?? []))]);

/** Runs a node's `run.ts` over an example that has what it reads; a source reads the example's `file` as CSV. */
async function runTask(
  stage: TestStage,
  type: string,
  definition: AnyNode,
  example: NodeExample,
): Promise<{ failure?: string }> {
  const known = await runtime[type]?.();
  const task = known?.default;
  const config = definition.config.parse(example.config);
  if (!task || Object.keys(example.in).length === 0 || traitsOf(definition, config).effect === 'publishes') return {};
  for (const [port, table] of Object.entries(example.in)) {
    if (port in definition.ports.in)
      await stage.givenTable(port, exampleSchema(table, example.partition), exampleSql(table, example.partition));
  }
  const own = example.in.table && new ConformingNode(definition, example).ownTable();
  if (own) await stage.givenTable('table', own.schema, own.sql);
  const file = example.in.file;
  const filePath = join(stage.folder, 'example.csv');
  if (file) writeFileSync(filePath, csvOf(file));
  const asked = file && definition.dataset?.({ ...config, file: { hash: '0'.repeat(64), name: 'example.csv' } });
  const dataset = asked && { request: { ...datasetRequest(filePath), rules: asked.rules }, filePath };
  const steps = definition.steps?.({ config, inputs: { table: own?.schema } }) ?? {};
  return failureOf(async () => {
    await runSteps(stage, steps, known?.steps);
    await task.run(stage.context(config, dataset ? { dataset } : {}));
  });
}

/** The sentence a person reads when work refuses; any other error is one. */
async function failureOf(work: () => Promise<unknown>): Promise<{ failure?: string }> {
  try {
    await work();
    return {};
  } catch (error) {
    if (error instanceof Error && error.name === 'StageFailure') return { failure: error.message };
    throw error;
  }
}

const csvOf = (table: ExampleTable): string =>
  [exampleColumns(table).map((column) => column.name), ...table.rows]
    .map((row) => row.map((cell) => `"${String(cell ?? '').replaceAll('"', '""')}"`).join(','))
    .join('\n');
