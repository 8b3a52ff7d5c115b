import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PackagedEndpoint } from '@/server/compiler/emit/onnx';
import type { ServePlan } from '@/server/compiler/emit/serve-plan';
import { openDatabase } from '@/server/db/client';
import { DuckdbStageDatabase } from '@/server/engine/duckdb/stage-database';
import { loadPackage } from '@/server/gateway/load-model';
import { openStore } from '@/server/store/disk-store';
import { createTestDatabase, type TestDatabase } from '@/server/testing/postgres';
import type { LinearModel, TreesModel } from '@/server/training';
import { call, col, type Expr, type RunContext, type StageFailure, textList } from '../kernel';
import monitor from '../monitor/run';
import deploy from './run';

const learned = (name: string): Expr => ({ op: 'learned', fit: 'fit1', name, type: 'float' });
const plan: ServePlan = {
  node: 'train',
  port: 'model',
  request: [
    { name: 'age', type: 'float', nullable: true },
    { name: 'kind', type: 'text', nullable: true },
    { name: 'visits', type: 'int', nullable: false },
    { name: 'joined', type: 'date', nullable: true },
  ],
  parse: {
    format: 'csv',
    delimiter: ',',
    header: true,
    encoding: 'utf-8',
    nullTokens: [''],
    trim: false,
    dateFormats: [],
    types: {},
  },
  lookups: [],
  steps: [
    {
      kind: 'project',
      columns: [
        {
          name: 'age',
          expr: call(
            'standardise',
            call('coalesce', col('age'), learned('mean')),
            learned('mean'),
            learned('deviation'),
          ),
        },
        { name: 'kind', expr: call('one_hot_unknown', col('kind'), textList(['a', 'b'])) },
        { name: 'visits', expr: col('visits') },
        { name: 'joined', expr: col('joined') },
      ],
    },
  ],
  model: { key: 'm', target: 'y', features: ['age', 'kind', 'visits'] },
  result: [],
  fits: ['fit1'],
  rawPrefix: 'raw$',
};
const model: LinearModel = {
  kind: 'linear',
  task: 'binary',
  classes: ['no', 'yes'],
  outputs: 1,
  iterations: 1,
  converged: true,
  featureNames: ['age', 'kind=a', 'kind=b', 'kind=other', 'visits'],
  coefficients: [[0.7, 1, -1, 0.5, -0.2]],
  intercepts: [0.1],
  losses: { train: [] },
  means: [0, 0.3, 0.3, 0.4, 6],
  importances: [],
  trainer: { name: 'test', version: '1' },
};
const trained = {
  model,
  signature: {
    columns: [
      { column: 'age', type: 'float' },
      { column: 'kind', type: 'vector', components: ['a', 'b', 'other'] },
      { column: 'visits', type: 'int' },
    ],
  },
  trainedOn: { rows: 1800 },
  losses: { train: [0.5] },
};
const learnedValues = { mean: { type: 'float', value: 41.3 }, deviation: { type: 'float', value: 9.7 } };

/** What DuckDB makes of 3,000 raw rows; `age` may be spoilt. */
const prepared = (age: string) => `
  with raw as (select
      case when i % 7 = 0 then null else (i % 61) + i / 1000 end as age,
      case when i % 11 = 0 then null else list_extract(['a', 'b', 'ü'], (1 + i % 3)::int) end as kind,
      i % 13 as visits, date '2020-01-01' + (i % 900)::int as joined, i
    from (select unnest(range(3000)) as i))
  select ${age} as age,
    [(coalesce(kind, '') = 'a')::int::double, (coalesce(kind, '') = 'b')::int::double, (coalesce(kind, '') not in ('a', 'b'))::int::double]::double[] as kind,
    visits, joined, age as "raw$age", kind as "raw$kind", visits as "raw$visits", joined as "raw$joined",
    case when i % 5 = 0 then 'test' when i % 5 = 1 then 'validation' else 'train' end as "$partition"
  from raw`;
const SOUND = '(coalesce(age, 41.3::double) - 41.3::double) / 9.7::double';

let folder: string;
let server: TestDatabase;
let database: DuckdbStageDatabase;
const signal = new AbortController().signal;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-deploy-'));
  server = await createTestDatabase();
  database = new DuckdbStageDatabase(
    { memoryLimitBytes: 2 ** 29, threads: 1, temporaryFolder: join(folder, 'tmp'), allowedPaths: [folder] },
    signal,
  );
  await database.writeTable(prepared(SOUND), join(folder, 'sound.parquet'));
  await database.writeTable(
    `select * replace ("raw$kind" as kind) from (${prepared(SOUND)})`,
    join(folder, 'texts.parquet'),
  );
  await database.writeTable(
    prepared(`${SOUND} + case when i = 25 then 1e-6 else 0 end`),
    join(folder, 'spoilt.parquet'),
  );
});
afterAll(async () => {
  await database?.close();
  await server?.drop();
  await rm(folder, { recursive: true, force: true });
});

interface Outcome {
  json?: PackagedEndpoint;
  summary?: Record<string, unknown>;
  'model.onnx'?: Uint8Array;
  'model.json'?: Uint8Array;
  logs: string[];
}

function contextOf(
  file: string,
  changes: Partial<RunContext<never>> = {},
): { context: RunContext<never>; outcome: Outcome } {
  const outcome: Outcome = { logs: [] };
  const columns = [
    ...(['age', 'kind', 'visits', 'joined'] as const).map(
      (name) =>
        ({
          name,
          type: name === 'kind' ? 'vector' : plan.request.find((column) => column.name === name)!.type,
          nullable: true,
        }) as const,
    ),
    ...plan.request.map((column) => ({ ...column, name: `raw$${column.name}` })),
  ];
  const context = {
    config: { slug: 'tiny', title: 'Tiny' },
    inputs: {
      json: async (port: string) => (port === 'model' ? trained : port === 'endpoint' ? outcome.json : learnedValues),
      table: () => ({ path: join(folder, file), rowCount: 3000, schema: { columns, open: false, partitioned: true } }),
      hasTable: () => true,
    },
    outputs: {
      json: async (_port: string, value: PackagedEndpoint, summary: Record<string, unknown>) =>
        Object.assign(outcome, { json: value, summary }),
      binary: async (_port: string, name: string, bytes: Uint8Array) => Object.assign(outcome, { [name]: bytes }),
    },
    database,
    plan,
    signal,
    publish: false,
    threads: 1,
    progress: () => {},
    log: (message: string) => outcome.logs.push(message),
    ...changes,
  };
  return { context: context as unknown as RunContext<never>, outcome };
}

describe('deploying', () => {
  it('packages one file that answers raw rows as the trainer answers prepared ones, and says what it would do', async () => {
    const { context, outcome } = contextOf('sound.parquet');
    await deploy.run(context);
    expect(outcome.json!.parity).toMatchObject({ rows: 600, part: 'test', flips: 0 });
    expect(outcome.json!.parity.maxDifference).toBeLessThan(1e-12);
    expect(outcome.summary).toMatchObject({ endpoint: 'would publish to /endpoints/tiny', version: null });
    const { columns } = outcome.json!.serveSpec;
    expect(columns.find((column) => column.name === 'kind')).toMatchObject({
      categories: expect.arrayContaining(['a', 'b', 'ü']),
    });
    expect(columns.find((column) => column.name === 'joined')).toMatchObject({
      range: ['2020-01-03', expect.stringMatching(/^2022-/)],
    });
    expect(outcome.json!.reference.columns.age).toMatchObject({ kind: 'quantiles', rows: 1800 });
    expect(outcome.json!.reference.prediction).toMatchObject({ kind: 'categories' });
  });

  it('takes texts of categories as they are, those that training rows did not have as missing', async () => {
    const trees: TreesModel = {
      ...{ kind: 'trees', task: 'binary', classes: ['no', 'yes'], outputs: 1, init: [0.2], importances: [0, 1, 0] },
      featureNames: ['age', 'kind', 'visits'],
      losses: { train: [] },
      trainer: { name: 'test', version: '1' },
      trees: [
        {
          output: 0,
          nodes: {
            feature: [1, 2, -1, -1, -1],
            threshold: [0, 6.5, 0, 0, 0],
            members: { 0: [1] },
            left: [1, 3, 0, 0, 0],
            right: [2, 4, 0, 0, 0],
            missingLeft: [0, 0, 0, 0, 0],
            value: [0, 0, -1, 0.5, 2],
          },
        },
      ],
    };
    const columns = [
      { column: 'age', type: 'float' },
      { column: 'kind', type: 'text', categories: ['a', 'ü'] },
      { column: 'visits', type: 'int' },
    ];
    const { context, outcome } = contextOf('texts.parquet');
    const [step] = plan.steps as [Extract<ServePlan['steps'][number], { kind: 'project' }>];
    const asTheyAre = step.columns.map((column) =>
      column.name === 'kind' ? { ...column, expr: col('kind') } : column,
    );
    const json = async (port: string) =>
      port === 'model' ? { ...trained, model: trees, signature: { ...trained.signature, columns } } : learnedValues;
    await deploy.run({
      ...context,
      plan: { ...plan, steps: [{ ...step, columns: asTheyAre }] },
      inputs: { ...context.inputs, json },
    } as RunContext<never>);
    expect(outcome.json!.parity).toMatchObject({ rows: 600, flips: 0 });
    expect(outcome.json!.parity.maxDifference).toBeLessThan(1e-12);
    expect(outcome.json!.serveSpec.columns.find(({ name }) => name === 'kind')).toMatchObject({ type: 'text' });
  });

  it('says how answers are explained: by columns, one-hot vectors as categories', async () => {
    const { context, outcome } = contextOf('sound.parquet');
    await deploy.run(context);
    expect(outcome.json!.serveSpec.explanation).toEqual({
      columns: [
        { column: { column: 'age', type: 'float' }, kind: 'number' },
        { column: { column: 'kind', type: 'vector', components: ['a', 'b', 'other'] }, kind: 'category' },
        { column: { column: 'visits', type: 'int' }, kind: 'number' },
      ],
      link: 'logistic',
      isCalibrated: false,
    });
  });

  it('publishes a model that does not know its training rows without explanations, aloud', async () => {
    const { means: _, ...old } = model;
    const { context, outcome } = contextOf('sound.parquet');
    const json = async (port: string) => (port === 'model' ? { ...trained, model: old } : learnedValues);
    await deploy.run({ ...context, inputs: { ...context.inputs, json } } as RunContext<never>);
    expect(outcome.json!.serveSpec).not.toHaveProperty('explanation');
    expect(outcome['model.json']).toBeUndefined();
    expect(outcome.logs.join()).toContain('Train it again');
  });

  it('refuses a file whose answer differs, and names the row and both values', async () => {
    const { context, outcome } = contextOf('spoilt.parquet');
    const failure = await deploy.run(context).then(
      () => undefined,
      (error: StageFailure) => error,
    );
    expect(failure?.details.kind).toBe('gate');
    expect(failure?.message).toMatch(/row 5 of the test rows, probability of “no”: 0\.\d+ served, 0\.\d+ trained/);
    expect(outcome.json).toBeUndefined();
  });

  it('packages a table port and compares each of its columns', async () => {
    const result = [
      { name: 'age', type: 'float', nullable: true },
      { name: 'kind', type: 'vector', nullable: false },
      { name: 'visits', type: 'int', nullable: false },
      { name: 'joined', type: 'date', nullable: true },
    ] as const;
    const { model: _, ...rest } = plan;
    const { context, outcome } = contextOf('sound.parquet', { plan: { ...rest, port: 'table', result } });
    await deploy.run(context);
    expect(outcome.json).toMatchObject({ serveSpec: { answers: 'columns' }, parity: { rows: 600, maxDifference: 0 } });
    const spoilt = contextOf('spoilt.parquet', { plan: { ...rest, port: 'table', result } });
    await expect(deploy.run(spoilt.context)).rejects.toThrow(/row 5 of the test rows, age/);
  });

  it('publishes what a gateway can open, and registers a monitor for it', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: server.url, SLUICE_HOME: join(folder, 'home') });
    const db = openDatabase(server.url, { maxConnections: 1 });
    try {
      for (const version of [1, 2]) {
        const { context, outcome } = contextOf('sound.parquet', { publish: true });
        await deploy.run(context);
        expect(outcome.summary).toMatchObject({ endpoint: '/endpoints/tiny', version });
        await monitor.run({
          ...context,
          config: { threshold: 0.2, minRows: 500, everyMinutes: 60, windowHours: 24 },
        } as unknown as RunContext<never>);
      }
      const [current] = await db.sql<{ hash: string; number: number }[]>`
        select d.artifact_hash as hash, d.number from endpoints e join deployments d on d.id = e.current_deployment_id where slug = 'tiny'`;
      expect(current!.number).toBe(2);
      const store = openStore(join(folder, 'home'));
      const { packaged, modelFile } = await loadPackage((hash) => store.open(hash), current!.hash);
      expect(packaged.slug).toBe('tiny');
      expect(JSON.parse(await readFile(modelFile, 'utf8'))).toEqual(model);
      expect(await db.sql`select settings from monitors`).toMatchObject([{ settings: { threshold: 0.2 } }]);
    } finally {
      await db.close();
      process.env = before;
    }
  });
});
