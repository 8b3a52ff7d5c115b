import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { defineNode } from '@/nodes/kernel/define-node';
import type { NodeFit } from '@/nodes/kernel/define-run';
import { call, col } from '@/nodes/kernel/expr/expr';
import { inputPort, outputPort } from '@/nodes/kernel/ports';
import { project } from '@/nodes/kernel/rel/build';
import { registry } from '@/nodes/registry.gen';
import { analyze } from '@/server/compiler/compile';
import type { FitStage } from '@/server/compiler/emit/run-spec';
import { sampleFacts } from '@/server/compiler/testing/generated-graph';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { learn } from './learn';

const folder = mkdtempSync(join(tmpdir(), 'sluice-learn-'));
let database: DuckdbStageDatabase;

beforeAll(() => {
  database = new DuckdbStageDatabase(
    { memoryLimitBytes: 256_000_000, threads: 1, temporaryFolder: join(folder, 'spill'), allowedPaths: [folder] },
    new AbortController().signal,
  );
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A node that learns the widest gap between neighbouring ages, which no aggregate can say. */
const gaps = defineNode({
  type: 'gaps',
  version: 1,
  title: 'Gaps',
  summary: 'For this test.',
  category: 'prepare',
  ports: { in: { table: inputPort.table() }, out: { table: outputPort.table() } },
  config: z.object({}),
  traits: { rows: 'keeps', learns: 'from-training-rows', determinism: 'pure', serving: 'per-row' },
  outputSchema: ({ inputs }) => ({ table: inputs.table! }),
  fit: () => ({
    oldest: { fn: 'max', of: call('to_float', col('age')), type: 'float' },
    gap: { task: true, type: 'float', required: 'No training row has two ages.' },
  }),
  lower: ({ inputs, schemas, learned }) => ({
    table: {
      kind: 'relation',
      rel: project(
        inputs.table!,
        schemas.table!.columns.map(({ name }) => ({
          name,
          expr: name === 'age' ? call('divide', call('to_float', col('age')), learned('gap')) : col(name),
        })),
      ),
    },
  }),
  ui: { icon: 'x', keywords: ['gap'], describe: () => 'gaps' },
});

const document = {
  format: 'sluice/graph@1',
  name: 'test',
  parameters: {},
  layout: {},
  nodes: {
    people: { type: 'source', version: 1, config: { file: { hash: 'a'.repeat(64), name: 'people.csv' }, key: 'id' } },
    split: { type: 'split', version: 1, config: {} },
    gaps: { type: 'gaps', version: 1, config: {} },
  },
  wires: [
    { from: { node: 'people', port: 'table' }, to: { node: 'split', port: 'table' } },
    { from: { node: 'split', port: 'table' }, to: { node: 'gaps', port: 'table' } },
  ],
};

const compiled = (definition: typeof gaps = gaps) => {
  const { spec } = analyze(document, { registry: { ...registry, gaps: definition }, facts: sampleFacts });
  return spec!.stages.find((stage): stage is FitStage => stage.kind === 'fit')!;
};

describe('a fit made by code', () => {
  const table = `(select * from (values (1, 10, 'train'), (2, 14, 'train'), (3, 11, 'train'), (4, 99, 'test')) t(id, age, "$partition"))`;
  const seen: unknown[] = [];
  const widest: NodeFit = async ({ rows, database: own }) => {
    const ages = await own.rows<{ age: number }>(`select age from ${rows} order by age`);
    seen.push(ages.map(({ age }) => age));
    const differences = ages.slice(1).map(({ age }, index) => age - ages[index]!.age);
    return { gap: differences.length === 0 ? null : Math.max(...differences) };
  };
  const run = (stage: FitStage, from = table, fit = widest) =>
    learn(
      // The label stands for the split, which is tested on its own.
      {
        ...stage,
        rel: {
          op: 'part',
          input: { op: 'scan', key: 'people', columns: ['id', 'age', '$partition'] },
          parts: ['train'],
        },
      },
      {
        sources: { scan: () => from, learned: () => undefined },
        database,
        signal: new AbortController().signal,
        progress: () => {},
        loadFit: async () => fit,
      },
    );

  test('gets training rows by the plan, and learns beside aggregates', async () => {
    const stage = compiled();
    expect(stage.rel).toMatchObject({ op: 'part', parts: ['train'] });
    expect(Object.keys(stage.aggregates)).toEqual(['oldest']);
    expect(stage.task).toMatchObject({ type: 'gaps', learns: { gap: { type: 'float' } } });
    expect(await run(stage)).toEqual({ oldest: { type: 'float', value: 14 }, gap: { type: 'float', value: 3 } });
    expect(seen).toEqual([[10, 11, 14]]);
  });

  test('is refused when there is no row to learn from', async () => {
    const nothing = `(select * from ${table} where false)`;
    await expect(run(compiled(), nothing)).rejects.toThrow('There are no training rows to learn from.');
  });

  test('is refused in its own words when it learns nothing', async () => {
    const none = `(select * from ${table} limit 1)`;
    await expect(run(compiled(), none)).rejects.toThrow('No training row has two ages.');
  });

  test('is held to the types it declared', async () => {
    await expect(run(compiled(), table, async () => ({ gap: [1, 2] }))).rejects.toThrow(
      '“gap” was learned as no float',
    );
  });

  test('has another key when its implementation changes, and the same when a sentence does', () => {
    const rename = { task: true, type: 'float', required: 'Other words.' } as const;
    expect(compiled({ ...gaps, implementation: '2' }).key).not.toBe(compiled().key);
    expect(compiled({ ...gaps, fit: (context) => ({ ...gaps.fit!(context), gap: rename }) }).key).toBe(compiled().key);
  });
});
