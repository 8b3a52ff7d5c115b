import type { TRPCError } from '@trpc/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits, type Edit } from '@/nodes/kernel/graph-doc/edits';
import { emptyDoc, type GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
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

/** A tab: the document it knows to be the server's, and the edits it has made since. */
class Tab {
  private revision = 0;
  private sent = 0;
  private readonly pending: Edit[][] = [];

  constructor(
    private readonly name: string,
    private readonly pipelineId: string,
    private confirmed: GraphDoc,
  ) {}

  get document(): GraphDoc {
    return this.pending.reduce<GraphDoc>((doc, edits) => applyEdits(doc, edits), this.confirmed);
  }

  edit(edits: Edit[]): void {
    this.pending.push(edits);
  }

  async send(answerIsLost: boolean): Promise<void> {
    const edits = this.pending[0];
    if (edits === undefined) return;
    const request = {
      pipelineId: this.pipelineId,
      baseRevision: this.revision,
      client: this.name,
      batch: String(this.sent),
      edits,
    };
    if (answerIsLost) await api.pipelines.edits.append(request);
    const { revision, missed } = await api.pipelines.edits.append(request);
    for (const batch of missed) this.confirmed = applyEdits(this.confirmed, batch.edits);
    this.confirmed = applyEdits(this.confirmed, edits);
    this.pending.shift();
    this.revision = revision;
    this.sent += 1;
  }

  async catchUp(): Promise<void> {
    for (const batch of await api.pipelines.edits.since({ pipelineId: this.pipelineId, revision: this.revision })) {
      this.confirmed = applyEdits(this.confirmed, batch.edits);
      this.revision = batch.revision;
    }
  }
}

const id = fc.constantFrom('a', 'b', 'c');
const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  id.map(addNode),
  id.map((node): Edit => ({ kind: 'remove-node', id: node })),
  fc
    .tuple(id, fc.integer({ min: 0, max: 3 }))
    .map(([node, value]): Edit => ({ kind: 'set-setting', id: node, path: ['seed'], value })),
  fc.tuple(id, id).map(
    ([from, to]): Edit => ({
      kind: 'connect',
      wire: { from: { node: from, port: 'table' }, to: { node: to, port: 'table' } },
    }),
  ),
  fc
    .tuple(id, fc.integer({ min: 0, max: 9 }))
    .map(([node, x]): Edit => ({ kind: 'move', positions: { [node]: { x, y: 0 } } })),
  fc.constantFrom('One', 'Two').map((name): Edit => ({ kind: 'set-name', name })),
);
const action = fc.record({
  tab: fc.constantFrom(0, 1),
  does: fc.oneof(
    fc.record({ kind: fc.constant('edit' as const), edits: fc.array(anyEdit, { minLength: 1, maxLength: 3 }) }),
    fc.record({ kind: fc.constant('send' as const), answerIsLost: fc.boolean() }),
  ),
});

describe('two tabs on one draft', () => {
  it('end with the same document, however their edits interleave', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 16 }), async (actions) => {
        const { id } = await api.pipelines.create({ name: 'Shared' });
        const { document } = await api.pipelines.get({ id });
        const tabs = [new Tab('left', id, document), new Tab('right', id, document)] as const;
        for (const { tab, does } of actions) {
          if (does.kind === 'edit') tabs[tab]!.edit(does.edits);
          else await tabs[tab]!.send(does.answerIsLost);
        }
        for (const tab of tabs) for (let left = actions.length; left > 0; left -= 1) await tab.send(false);
        for (const tab of tabs) await tab.catchUp();
        const server = (await api.pipelines.get({ id })).document;
        expect(tabs[0].document).toEqual(server);
        expect(tabs[1].document).toEqual(server);
      }),
      { numRuns: 40 },
    );
  });
});
