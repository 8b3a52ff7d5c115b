import { Readable } from 'node:stream';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { freePort } from '../boot/port';
import type { RunDetail } from '../db/run-views';
import { createWorker, type Worker } from '../worker/create-worker';
import { createReader } from '../worker/reader/create-reader';
import type { BindingAnswer, DatasetAnswer } from './compile';
import { storeFile } from './data-folder';
import { callerOf } from './root';
import { servePreview } from './serve-preview';
import { runSpecSchema } from './spec-schema';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;
let worker: Worker;
let reader: Awaited<ReturnType<typeof createReader>>;
const shared = globalThis as { sluiceServices?: unknown };
let people: GraphDoc;

beforeAll(async () => {
  const readerPort = await freePort();
  services = await createTestServices({ READER_PORT: String(readerPort) });
  shared.sluiceServices = services;
  api = callerOf(services);
  worker = await createWorker({ databaseUrl: services.env.databaseUrl!, home: services.env.home, concurrency: 2 });
  reader = await createReader({ databaseUrl: services.env.databaseUrl!, home: services.env.home, port: readerPort });
  people = await documentOver('id,age,city\n1,30,Ulm\n2,-4,\n3,50,Bern\n');
}, 60_000);
afterAll(async () => {
  shared.sluiceServices = undefined;
  await reader.stop();
  await worker.stop();
  await services.remove();
});

/** source → check: ages below `minAge` fail the run. */
async function documentOver(csv: string): Promise<GraphDoc> {
  const { hash, name } = await storeFile(services, Readable.from([csv]), 'people.csv');
  return {
    ...emptyDoc('People'),
    parameters: { minAge: { type: 'float', default: -10 } },
    nodes: {
      source: { type: 'source', version: 1, config: { file: { hash, name } } },
      check: {
        type: 'validate',
        version: 1,
        config: { rules: [{ column: 'age', kind: 'range', min: { $param: 'minAge' }, action: 'fail' }] },
      },
    },
    wires: [{ from: { node: 'source', port: 'table' }, to: { node: 'check', port: 'table' } }],
  };
}

async function ended(runId: string): Promise<RunDetail> {
  for (;;) {
    const run = await api.runs.get({ runId });
    if (run.state !== 'running') return run;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function start(document: GraphDoc, more: Partial<Parameters<typeof api.runs.start>[0]> = {}) {
  const { id } = await api.pipelines.create({ name: document.name, document });
  return { id, answer: await api.runs.start({ pipelineId: id, ...more }) };
}

describe('facts', { timeout: 60_000 }, () => {
  it('are imported when nobody knows them yet: pending, then known', async () => {
    const document = await documentOver('a,b\n1,x\n2,y\n');
    const { needs } = await api.compile.analyze({ document });
    const [request] = needs;
    const ask = async (): Promise<DatasetAnswer | BindingAnswer> =>
      (await api.compile.facts({ requests: [...needs] as never })).facts[request!.key]!;
    let answer = await ask();
    expect(answer).toMatchObject({ kind: 'pending', runId: expect.any(String) });
    while (answer.kind === 'pending') answer = await ask();
    expect(answer).toMatchObject({
      kind: 'known',
      rowCount: 2,
      columns: [
        { name: 'a', type: 'int' },
        { name: 'b', type: 'text' },
      ],
    });
    expect((await api.compile.analyze({ document })).needs).toEqual([]);
  });

  it('say that a file is not here, rather than import nothing', async () => {
    const { needs } = await api.compile.analyze({ document: people });
    const unknown = { ...needs[0]!, fileHash: 'e'.repeat(64), key: 'e'.repeat(32) };
    const { facts } = await api.compile.facts({ requests: [unknown] as never });
    expect(facts[unknown.key]).toMatchObject({ kind: 'error', hint: expect.stringContaining('Upload') });
  });
});

describe('the published format', { timeout: 60_000 }, () => {
  it('is what the compiler emits, and what an export holds', async () => {
    const { id } = await api.pipelines.create({ name: 'People', document: people });
    const { text, filename } = await api.specs.export({ pipelineId: id, to: 'spec' });
    expect(filename).toBe('people.spec.json');
    expect(runSpecSchema.parse(JSON.parse(text))).toEqual(JSON.parse(text));
    const workflow = await api.specs.export({ pipelineId: id, to: 'github-actions' });
    expect(workflow.filename).toBe('.github/workflows/people.yml');
  });
});

describe('a run', { timeout: 60_000 }, () => {
  it('imports what it needs, runs, and tells rows and columns of every port', async () => {
    const { id, answer } = await start(people);
    if (answer.kind !== 'started') throw new Error('refused');
    const run = await ended(answer.runId);
    expect(run).toMatchObject({ state: 'done', pipelineId: id, parameters: { minAge: -10 }, remaining: 0 });
    expect(run.ports['source.table']).toMatchObject({
      type: 'table',
      rowCount: 3,
      columnCount: 3,
      isMaterialised: true,
    });
    expect(run.stages.map((stage) => stage.state)).toEqual(
      run.stages.map((stage) => (stage.node === 'source' ? 'reused' : 'done')),
    );
    expect((await api.pipelines.list()).find((each) => each.id === id)?.lastRun).toMatchObject({
      state: 'done',
      number: run.number,
    });
    expect(await api.runs.list({ pipelineId: id })).toMatchObject([
      { number: run.number, pipelineName: 'People', error: null },
    ]);
  });

  it('is found by its pipeline, its state and its figures, and sorted by them', async () => {
    const { id, answer } = await start(people);
    if (answer.kind !== 'started') throw new Error('refused');
    const run = await ended(answer.runId);
    const failing = await api.runs.start({ pipelineId: id, parameters: { minAge: 0 } });
    if (failing.kind !== 'started') throw new Error('refused');
    const failed = await ended(failing.runId);
    const numbers = async (search: Parameters<typeof api.runs.search>[0]) => {
      const { runs, total } = await api.runs.search({ pipelineId: id, ...search });
      expect(total).toBe(runs.length);
      return runs.map((each) => each.number);
    };
    expect(await numbers({})).toEqual([failed.number, run.number]);
    expect(await numbers({ direction: 'up' })).toEqual([run.number, failed.number]);
    expect(await numbers({ states: ['failed'] })).toEqual([failed.number]);
    expect(await numbers({ find: 'peop' })).toHaveLength(2);
    expect(await numbers({ find: '%' })).toEqual([]);
    expect(await numbers({ find: String(run.number) })).toEqual([run.number]);
    const figures = await api.runs.figures({ pipelineId: id });
    expect(figures).toContain('check.failed');
    const broken = { figure: 'check.failed', op: '>=', value: 1 } as const;
    expect(await numbers({ where: [broken] })).toEqual([failed.number]);
    expect(await numbers({ where: [{ ...broken, op: '<' }] })).toEqual([run.number]);
    expect(await numbers({ where: [{ ...broken, figure: 'nobody.knows' }] })).toEqual([]);
    expect(await numbers({ by: { figure: 'check.failed' }, direction: 'up' })).toEqual([run.number, failed.number]);
    expect(await numbers({ by: { figure: 'nobody.knows' } })).toEqual([failed.number, run.number]);
  });

  it('is planned before: what would run, what is reused', async () => {
    const { id, answer } = await start(people);
    if (answer.kind !== 'started') throw new Error('refused');
    await ended(answer.runId);
    expect(await api.runs.plan({ pipelineId: id })).toMatchObject({ newCount: 0, diagnostics: [], waitsForImports: 0 });
    expect((await api.runs.plan({ pipelineId: id, parameters: { minAge: -20 } })).newCount).toBeGreaterThan(0);
  });

  it('is planned with the reason for each stage, and with what stages like it took', async () => {
    const { id, answer } = await start(people, { parameters: { minAge: -50 } });
    if (answer.kind !== 'started') throw new Error('refused');
    await ended(answer.runId);
    const rules = [{ column: 'age', kind: 'range', min: -60, action: 'fail' }];
    await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 0,
      client: 'a',
      batch: '1',
      edits: [{ kind: 'set-config', id: 'check', config: { rules } }],
    });
    const plan = await api.runs.plan({ pipelineId: id });
    const check = Object.values(plan.stages).find(({ nodes }) => nodes.includes('check'))!;
    expect(check).toMatchObject({ what: 'runs', reason: 'Changed: Validate: At least -50 → -60.' });
    expect(check.estimate!.from).toBeGreaterThan(0);
    const source = Object.values(plan.stages).find(({ nodes }) => nodes.includes('source'))!;
    expect(source).toMatchObject({ what: 'reused', reason: expect.stringContaining('same data and settings') });
    expect(plan.slots).toBeGreaterThan(0);
  });

  it('leaves out what is unfinished when asked, and what follows it', async () => {
    const document: GraphDoc = {
      ...people,
      nodes: {
        ...people.nodes,
        train: { type: 'train', version: 1, config: {} },
        judge: { type: 'evaluate', version: 1, config: {} },
      },
      wires: [
        ...people.wires,
        { from: { node: 'check', port: 'table' }, to: { node: 'train', port: 'table' } },
        { from: { node: 'train', port: 'model' }, to: { node: 'judge', port: 'model' } },
      ],
    };
    const { id, answer } = await start(document);
    expect(answer.kind).toBe('refused');
    const plan = await api.runs.plan({ pipelineId: id });
    expect([...plan.leftOut].sort()).toEqual(['judge', 'train']);
    expect(plan.newCount + plan.reusedCount).toBeGreaterThan(0);
    const part = await api.runs.start({ pipelineId: id, leaveOut: true });
    if (part.kind !== 'started') throw new Error('refused');
    expect(part.leftOut).toEqual(plan.leftOut);
    const run = await ended(part.runId);
    expect(run.state).toBe('done');
    expect(new Set(run.stages.flatMap(({ nodes }) => nodes))).toEqual(new Set(['source', 'check']));
  });

  it('runs a node anew although its result is known, and refuses one that is not there', async () => {
    const { id, answer } = await start(people, { parameters: { minAge: -70 } });
    if (answer.kind !== 'started') throw new Error('refused');
    await ended(answer.runId);
    const again = await api.runs.start({ pipelineId: id, parameters: { minAge: -70 }, from: 'check' });
    if (again.kind !== 'started') throw new Error('refused');
    const stages = (await ended(again.runId)).stages;
    expect(stages.filter(({ state }) => state === 'done').flatMap(({ nodes }) => nodes)).toContain('check');
    expect(stages.find(({ node }) => node === 'check')!.reason).toBe('Run anew, as asked: from Validate on.');
    expect(stages.find(({ node }) => node === 'source')!.state).toBe('reused');
    await expect(api.runs.start({ pipelineId: id, from: 'nobody' })).rejects.toThrow('no node “nobody”');
  });

  it('is tried again with what it had: the same drawing and parameters', async () => {
    const { answer } = await start(people, { parameters: { minAge: 0 } });
    if (answer.kind !== 'started') throw new Error('refused');
    const failed = await ended(answer.runId);
    const again = await api.runs.retry({ runId: failed.id });
    if (again.kind !== 'started') throw new Error('refused');
    const run = await ended(again.runId);
    expect(run).toMatchObject({ state: 'failed', parameters: { minAge: 0 }, specHash: failed.specHash });
    expect(run.stages.find(({ state }) => state === 'failed')!.reason).toBe(`It failed in run ${failed.number}.`);
    const logs = await api.runs.allLogs({ runId: run.id });
    expect(logs.filter(({ level }) => level === 'error')).toMatchObject([
      { stageId: expect.stringContaining('check') },
    ]);
    expect((await api.runs.times({ runId: run.id })).tries).toMatchObject([{ outcome: 'failed' }]);
    expect(await api.runs.allLogs({ runId: run.id, afterId: logs.at(-1)!.id })).toEqual([]);
  });

  it('fails at a gate with the reason, and its logs and report can be read', async () => {
    const { id, answer } = await start(people, { parameters: { minAge: 0 } });
    if (answer.kind !== 'started') throw new Error('refused');
    const run = await ended(answer.runId);
    const failed = run.stages.find((stage) => stage.state === 'failed');
    expect(failed?.error).toMatchObject({ blame: 'user', message: expect.stringContaining('age') });
    expect((await api.runs.list({ pipelineId: id }))[0]?.error).toMatchObject({ blame: 'user' });
    expect(await api.runs.logs({ runId: run.id, stageId: failed!.id })).toBeInstanceOf(Array);
    expect(await api.data.report({ key: run.ports['check.report']!.key })).toBeTypeOf('object');
  });

  it('is refused with diagnostics when the drawing is wrong', async () => {
    const broken: GraphDoc = { ...people, wires: [] };
    const { answer } = await start(broken);
    expect(answer).toMatchObject({
      kind: 'refused',
      diagnostics: [{ code: 'input-missing', place: { node: 'check' } }],
    });
    const unknown = await start(people, { parameters: { nonsense: 1 } });
    expect(unknown.answer).toMatchObject({ kind: 'refused', diagnostics: [{ code: 'parameter-unknown' }] });
  });

  it('runs only what leads to a node, even when the rest is wrong', async () => {
    const broken: GraphDoc = {
      ...people,
      nodes: { ...people.nodes, split: { type: 'split', version: 1, config: {} } },
    };
    const { answer } = await start(broken, { upTo: 'check' });
    if (answer.kind !== 'started') throw new Error('refused');
    expect((await ended(answer.runId)).state).toBe('done');
  });

  it('publishes only a saved version', async () => {
    const { id } = await start(people);
    await expect(api.runs.start({ pipelineId: id, publish: true })).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('saved version'),
    });
    const version = await api.versions.save({ pipelineId: id, message: '' });
    const answer = await api.runs.start({ pipelineId: id, publish: true });
    if (answer.kind !== 'started') throw new Error('refused');
    expect(await ended(answer.runId)).toMatchObject({ versionId: version.id, versionNumber: 1, publish: true });
  });

  it('streams events until its client leaves', async () => {
    const leave = new AbortController();
    const following = callerOf(services, { signal: leave.signal });
    const { answer } = await start(people, { parameters: { minAge: -30 } });
    if (answer.kind !== 'started') throw new Error('refused');
    const events = (await following.runs.onEvents({ runId: answer.runId }))[Symbol.asyncIterator]();
    expect(await events.next()).toMatchObject({ value: { resync: true } });
    await ended(answer.runId);
    leave.abort();
    await events.return?.(undefined);
  });
});

describe('a port', { timeout: 60_000 }, () => {
  const preview = (body: unknown) =>
    servePreview(new Request('http://localhost:3000/api/data/preview', { method: 'POST', body: JSON.stringify(body) }));

  it('opens as Arrow, of a run and of a draft, in pages', async () => {
    const { id, answer } = await start(people);
    if (answer.kind !== 'started') throw new Error('refused');
    await ended(answer.runId);
    const ofRun = await tableFromIPC(await preview({ runId: answer.runId, port: 'source.table', offset: 1, limit: 1 }));
    expect(ofRun.toArray().map((row) => row.toJSON())).toMatchObject([{ age: -4n, city: null }]);
    const ofDraft = await tableFromIPC(await preview({ pipelineId: id, port: 'check.table' }));
    expect(ofDraft.numRows).toBe(3);
  });

  it('has a profile of each column', async () => {
    const { answer } = await start(people);
    if (answer.kind !== 'started') throw new Error('refused');
    await ended(answer.runId);
    const profile = await api.data.profile({ runId: answer.runId, port: 'source.table' });
    expect(profile).toMatchObject({
      rowCount: 3,
      columns: [{ name: 'id' }, { name: 'age', min: -4 }, { name: 'city', missing: 1 }],
    });
  });

  it('that was not computed yet asks for a run', async () => {
    const document: GraphDoc = {
      ...people,
      nodes: { ...people.nodes, query: { type: 'sql', version: 1, config: { query: 'select id from a' } } },
      wires: [...people.wires, { from: { node: 'source', port: 'table' }, to: { node: 'query', port: 'table' } }],
    };
    const response = await preview({ document, port: 'query.table' });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { code: 'not_materialised', hint: expect.stringContaining('Run') },
    });
  });
});
