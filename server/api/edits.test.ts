import type { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addEdits, adopt, type Draft, markSent, openDraft, rebase, receive } from '@/app/_editor/document/draft';
import { apply } from '@/app/_editor/document/history';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { graphDocSchema } from '@/nodes/kernel/graph-doc/graph-doc-schema';
import { smallEdit } from '@/nodes/kernel/graph-doc/testing/random-edits';
import type { EditBatch } from '../db/pipelines';
import { callerOf } from './root';
import { createTestServices } from './testing-services';

let services: Awaited<ReturnType<typeof createTestServices>>;
let api: ReturnType<typeof callerOf>;

beforeAll(async () => {
  services = await createTestServices();
  api = callerOf(services);
});
afterAll(() => services.remove());

const addNode = (id: string): Edit => ({
  kind: 'add-node',
  id,
  node: { type: 'split', version: 1, config: {} },
  at: { x: 1, y: 2 },
});

describe('a draft', () => {
  it('orders batches and gives each a revision', async () => {
    const { id } = await api.pipelines.create({ name: 'Orders' });
    const first = await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 0,
      client: 'a',
      batch: '1',
      edits: [addNode('x')],
    });
    const second = await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 1,
      client: 'a',
      batch: '2',
      edits: [addNode('y')],
    });
    expect([first.revision, second.revision]).toEqual([1, 2]);
    expect(Object.keys((await api.pipelines.get({ id })).document.nodes)).toEqual(['x', 'y']);
  });

  it('applies a batch that is sent twice once', async () => {
    const { id } = await api.pipelines.create({ name: 'Twice' });
    const request = { pipelineId: id, baseRevision: 0, client: 'a', batch: '1', edits: [addNode('x')] };
    const answers = [await api.pipelines.edits.append(request), await api.pipelines.edits.append(request)];
    expect(answers).toEqual([
      { revision: 1, missed: [] },
      { revision: 1, missed: [] },
    ]);
    expect(await api.pipelines.edits.since({ pipelineId: id, revision: 0 })).toHaveLength(1);
  });

  it('tells a stale tab what it missed', async () => {
    const { id } = await api.pipelines.create({ name: 'Stale' });
    await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 0,
      client: 'a',
      batch: '1',
      edits: [addNode('x')],
    });
    const answer = await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 0,
      client: 'b',
      batch: '1',
      edits: [addNode('y')],
    });
    expect(answer.revision).toBe(2);
    expect(answer.missed).toMatchObject([{ revision: 1, client: 'a', edits: [addNode('x')] }]);
  });

  it('keeps every batch when many tabs send at once', async () => {
    const { id } = await api.pipelines.create({ name: 'Many' });
    const names = Array.from({ length: 20 }, (_, index) => `n${index}`);
    const answers = await Promise.all(
      names.map((name) =>
        api.pipelines.edits.append({
          pipelineId: id,
          baseRevision: 0,
          client: name,
          batch: '1',
          edits: [addNode(name)],
        }),
      ),
    );
    expect(answers.map((answer) => answer.revision).sort((a, b) => a - b)).toEqual(names.map((_, index) => index + 1));
    expect(Object.keys((await api.pipelines.get({ id })).document.nodes)).toHaveLength(20);
  });

  it('refuses edits that would leave no valid document, and says why', async () => {
    const { id } = await api.pipelines.create({ name: 'Invalid' });
    const append = (edit: Edit) =>
      api.pipelines.edits.append({
        pipelineId: id,
        baseRevision: 0,
        client: 'a',
        batch: crypto.randomUUID(),
        edits: [edit],
      });
    await expect(append({ ...addNode('not an id') } as Edit)).rejects.toMatchObject({ code: 'UNPROCESSABLE_CONTENT' });
    const newer = { ...emptyDoc('x'), format: 'sluice/graph@9' } as unknown as GraphDoc;
    await expect(append({ kind: 'replace-document', document: newer })).rejects.toThrow(/format 9/);
    expect((await api.pipelines.get({ id })).revision).toBe(0);
  });

  it('refuses edits of a revision it has not reached', async () => {
    const { id } = await api.pipelines.create({ name: 'Future' });
    const request = { pipelineId: id, baseRevision: 7, client: 'a', batch: '1', edits: [addNode('x')] };
    await expect(api.pipelines.edits.append(request)).rejects.toMatchObject({
      code: 'CONFLICT',
    } satisfies Partial<TRPCError>);
  });

  it('streams batches to who follows it, from where they were', async () => {
    const { id } = await api.pipelines.create({ name: 'Followed' });
    await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 0,
      client: 'a',
      batch: '1',
      edits: [addNode('x')],
    });
    const stream = await api.pipelines.edits.onEdits({ pipelineId: id, revision: 0 });
    const iterator = stream[Symbol.asyncIterator]();
    expect(batchOf(await iterator.next())).toMatchObject({ revision: 1, batch: '1' });
    const next = iterator.next();
    await api.pipelines.edits.append({
      pipelineId: id,
      baseRevision: 1,
      client: 'b',
      batch: '1',
      edits: [addNode('y')],
    });
    expect(batchOf(await next)).toMatchObject({ revision: 2, client: 'b' });
  });
});

/** A tracked event is `[id, data, symbol]`. */
const batchOf = ({ value }: IteratorResult<unknown>): EditBatch => (value as [string, EditBatch])[1];

/** A tab of the editor, without its timers: what it does when is the test's to say. */
class Tab {
  private batches = 0;
  private draft: Draft;

  constructor(
    private readonly name: string,
    private readonly pipelineId: string,
    document: GraphDoc,
  ) {
    this.draft = openDraft(name, document, 0);
  }

  get document(): GraphDoc {
    return this.draft.doc;
  }

  edit(edits: Edit[]): void {
    const applied = apply(this.document, edits);
    this.batches += 1;
    if (applied.edits.length > 0) this.draft = addEdits(this.draft, applied, `${this.name}${this.batches}`);
  }

  /** `loses`: the request never arrives, or the answer to it does not. */
  async send(loses: 'nothing' | 'request' | 'answer'): Promise<void> {
    const [batch] = this.draft.pending;
    if (batch === undefined) return;
    this.draft = markSent(this.draft, batch.id);
    if (loses === 'request') return;
    const { revision: baseRevision } = this.draft;
    const edits = [...batch.edits];
    const request = { pipelineId: this.pipelineId, baseRevision, client: batch.client, batch: batch.id, edits };
    try {
      const { revision, missed } = await api.pipelines.edits.append(request);
      const own = { revision, client: batch.client, batch: batch.id, edits };
      if (loses === 'nothing') this.draft = receive(this.draft, [...missed, own]);
    } catch (error) {
      expect(error).toMatchObject({ code: 'CONFLICT' });
      const { document, revision } = await api.pipelines.get({ id: this.pipelineId });
      this.draft = rebase(this.draft, document, revision);
    }
  }

  /** What comes over the subscription, `order` saying which of it comes when, and what comes twice. */
  async hear(order: readonly number[]): Promise<void> {
    const log = await api.pipelines.edits.since({ pipelineId: this.pipelineId, revision: 0 });
    for (const index of order) if (log[index]) this.draft = receive(this.draft, [log[index]]);
  }

  /** The tab is closed, or crashes; the next one takes over what the server's log does not have. */
  async reopen(name: string): Promise<void> {
    const left = this.draft;
    const { document, revision } = await api.pipelines.get({ id: this.pipelineId });
    const since = await api.pipelines.edits.since({ pipelineId: this.pipelineId, revision: left.revision });
    const arrived = new Set(since.map(({ batch }) => batch));
    const kept = JSON.parse(JSON.stringify(left.pending.filter((batch) => !arrived.has(batch.id))));
    this.draft = adopt(openDraft(name, document, revision), kept);
  }

  async finish(): Promise<void> {
    while (this.draft.pending.length > 0) await this.send('nothing');
    const { revision } = this.draft;
    this.draft = receive(this.draft, await api.pipelines.edits.since({ pipelineId: this.pipelineId, revision }));
  }
}

const action = fc.record({
  tab: fc.constantFrom(0, 1),
  does: fc.oneof(
    { weight: 4, arbitrary: fc.record({ edits: fc.array(smallEdit, { minLength: 1, maxLength: 3 }) }) },
    { weight: 3, arbitrary: fc.record({ send: fc.constantFrom('nothing', 'request', 'answer') }) },
    { weight: 2, arbitrary: fc.record({ hear: fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 12 }) }) },
    { weight: 1, arbitrary: fc.constant({ reopen: true as const }) },
  ),
});

describe('two tabs on one draft', () => {
  it('end with the document of the server, whatever is lost, late, twice or out of order, and who is reopened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 24 }), async (actions) => {
        const { id } = await api.pipelines.create({ name: 'Shared' });
        const { document } = await api.pipelines.get({ id });
        const tabs = [new Tab('left', id, document), new Tab('right', id, document)] as const;
        for (const [index, { tab, does }] of actions.entries()) {
          if ('edits' in does) tabs[tab]!.edit(does.edits);
          else if ('send' in does) await tabs[tab]!.send(does.send);
          else if ('hear' in does) await tabs[tab]!.hear(does.hear);
          else await tabs[tab]!.reopen(`again${index}`);
        }
        for (const tab of [...tabs, ...tabs]) await tab.finish();
        const server = (await api.pipelines.get({ id })).document;
        expect(plain(tabs[0].document)).toEqual(plain(server));
        expect(plain(tabs[1].document)).toEqual(plain(server));
        expect(graphDocSchema.safeParse(server).error).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  it('keep both nodes when both add one under the same id', async () => {
    const { id } = await api.pipelines.create({ name: 'Same id' });
    const { document } = await api.pipelines.get({ id });
    const tabs = [new Tab('left', id, document), new Tab('right', id, document)] as const;
    for (const [index, tab] of tabs.entries()) {
      tab.edit([addNode('split'), { kind: 'set-setting', id: 'split', path: ['seed'], value: index }]);
    }
    for (const tab of [...tabs, ...tabs]) await tab.finish();
    const { nodes } = (await api.pipelines.get({ id })).document;
    expect(Object.entries(nodes).map(([name, { config }]) => [name, config.seed])).toEqual([
      ['split', 0],
      ['split-2', 1],
    ]);
    expect(tabs[1].document.nodes).toEqual(nodes);
  });
});

const plain = (document: GraphDoc) => JSON.parse(JSON.stringify(document));
