import { describe, expect, it } from 'vitest';
import { call, col, float } from '@/nodes/kernel/expr/expr';
import { type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import type { RunSpec } from './emit/run-spec';
import { PREVIEW_ROWS, previewPort, WHOLE_ROWS } from './preview-port';

const schema = { columns: [{ name: 'id', type: 'int' as const, nullable: false }], open: false };
const scan = (key: string): Rel => ({ op: 'scan', key, columns: ['id'] });
const port = (key: string, rel?: Rel) => ({ key, type: 'table' as const, schema, ...(rel ? { rel } : {}) });
const filter = (input: Rel): Rel => ({ op: 'filter', input, where: call('less', col('id'), float(5)) });
const join = (kind: 'left' | 'right' | 'full', left: Rel, right: Rel): Rel => ({
  op: 'join',
  inputs: [left, right],
  kind,
  on: [{ left: 'id', right: 'id' }],
  columns: [{ name: 'id', side: 'left', column: 'id' }],
});
const spec = (ports: RunSpec['ports'], stages: readonly object[] = []) => ({ ports, stages }) as unknown as RunSpec;
/** Tables by the number of their rows. */
const available = (rows: Readonly<Record<string, number>>) => ({
  has: (key: string) => key in rows,
  rowCount: (key: string) => rows[key],
});
const cut = (rel: Rel): Record<string, number | undefined> => {
  const found: Record<string, number | undefined> = {};
  visitRel(rel, (part) => {
    if (part.op === 'scan') found[part.key] = part.first;
  });
  return found;
};

describe('a preview', () => {
  const chain = spec({
    'a.table': port('a'),
    'b.table': port('b', filter(scan('a'))),
    'c.table': port('c', filter(scan('b'))),
  });

  it('begins at the nearest table there is, whole where it is small', () => {
    expect(previewPort(chain, 'c.table', available({ a: 100 }))).toEqual({
      rel: filter(filter(scan('a'))),
      fits: [],
      looksAtOthers: false,
      waitsFor: [],
    });
    expect(previewPort(chain, 'c.table', available({ a: 100, b: 50 }))?.rel).toEqual(filter(scan('b')));
  });

  it('reads the first rows of a large table', () => {
    const preview = previewPort(chain, 'c.table', available({ a: WHOLE_ROWS + 1 }));
    expect(preview?.sampleRows).toBe(PREVIEW_ROWS);
    expect(cut(preview!.rel)).toEqual({ a: PREVIEW_ROWS });
  });

  it.each([
    ['left', { a: PREVIEW_ROWS, b: undefined }],
    ['right', { a: undefined, b: PREVIEW_ROWS }],
    ['full', { a: PREVIEW_ROWS, b: PREVIEW_ROWS }],
  ] as const)('of a %s join cuts the side whose rows are kept', (kind, expected) => {
    const joined = spec({
      'a.table': port('a'),
      'b.table': port('b'),
      'j.table': port('j', join(kind, scan('a'), scan('b'))),
    });
    const preview = previewPort(joined, 'j.table', available({ a: 50_000, b: 50_000 }));
    expect(cut(preview!.rel)).toEqual(expected);
  });

  it('says that groups and ranks are of the first rows alone, and says nothing of it where all rows are read', () => {
    const grouped = spec({
      'a.table': port('a'),
      'g.table': port('g', { op: 'aggregate', input: scan('a'), by: ['id'], aggregates: [] }),
    });
    expect(previewPort(grouped, 'g.table', available({ a: 50_000 }))?.looksAtOthers).toBe(true);
    expect(previewPort(grouped, 'g.table', available({ a: 50 }))?.looksAtOthers).toBe(false);
  });

  it('names the node that has to run first', () => {
    const task = spec({ 't.table': port('t'), 'u.table': port('u', filter(scan('t'))) }, [
      { kind: 'task', node: 'query', outputs: [{ name: 'table', key: 't' }] },
    ]);
    expect(previewPort(task, 'u.table', available({}))?.waitsFor).toEqual(['query']);
  });

  it('learns what is missing from the rows it looks at, in order, and takes what is there', () => {
    const learned = (fit: string, input: Rel): Rel => ({
      op: 'project',
      input,
      columns: [{ name: 'id', expr: { op: 'learned', fit, name: 'mean', type: 'float' } }],
    });
    const learner = (node: string, key: string, rel: Rel) => ({
      kind: 'fit',
      node,
      rel,
      aggregates: {},
      outputs: [{ name: key, key }],
    });
    const estimators = spec(
      {
        'a.table': port('a'),
        'b.table': port('b', learned('one', scan('a'))),
        'c.table': port('c', learned('two', scan('b'))),
      },
      [learner('b', 'one', scan('a')), learner('c', 'two', scan('b'))],
    );
    const preview = previewPort(estimators, 'c.table', available({ a: 50_000 }))!;
    expect(preview.fits.map(({ key, rel }) => [key, cut(rel)])).toEqual([
      ['one', { a: PREVIEW_ROWS }],
      ['two', { a: PREVIEW_ROWS }],
    ]);
    const known = previewPort(estimators, 'c.table', available({ a: 50_000, one: 0 }))!;
    expect(known.fits.map(({ key }) => key)).toEqual(['two']);
  });
});
