import { describe, expect, it } from 'vitest';
import { emptyDoc, type GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunDetail } from '../api';
import { cardWords } from './card-words';
import { compareRuns } from './compared-runs';

const node = (type: string, config: Record<string, unknown> = {}): GraphNode => ({ type, version: 1, config });

interface InWords {
  readonly nodes: Record<string, GraphNode>;
  readonly stages?: Record<string, [RunDetail['stages'][number]['state'], number?]>;
  readonly rows?: Record<string, number>;
  readonly results?: Record<string, number>;
}

const runOf = ({ nodes, stages = {}, rows = {}, results = {} }: InWords): RunDetail =>
  ({
    document: { ...emptyDoc('Test'), nodes },
    stages: Object.entries(stages).map(([id, [state, durationMs = null]]) => ({
      id,
      node: id,
      nodes: [id],
      state,
      durationMs,
    })),
    ports: Object.fromEntries(Object.entries(rows).map(([port, rowCount]) => [port, { type: 'table', rowCount }])),
    results,
  }) as unknown as RunDetail;

const a = runOf({
  nodes: { scale: node('scale'), judge: node('evaluate'), gone: node('filter') },
  stages: { scale: ['done', 1_200], judge: ['done', 300], gone: ['done', 90] },
  rows: { 'scale.table': 7_037 },
  results: { 'judge.auc': 0.846 },
});

describe('two runs, card by card', () => {
  it('mark what came, what went, what changed and what did not', () => {
    const b = runOf({
      nodes: { scale: node('scale', { method: 'robust' }), judge: node('evaluate'), fresh: node('sort') },
      stages: { scale: ['done', 900], judge: ['reused'], fresh: ['done', 40] },
      rows: { 'scale.table': 7_037 },
      results: { 'judge.auc': 0.846 },
    });
    const { nodes } = compareRuns(a, b);
    expect(Object.values(nodes).map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'scale changed',
      'judge same',
      'fresh added',
      'gone removed',
    ]);
    expect(nodes.scale!.settings).toEqual([{ label: 'Scale by', values: ['standard', 'robust'] }]);
    expect(cardWords(nodes.scale!)).toEqual({ words: 'Scale by standard → robust', effect: '1.2 s → 0.9 s' });
    expect(cardWords(nodes.gone!)).toEqual({ words: 'Only in A', effect: '90 ms' });
  });

  it('say figures before rows, and rows on the wires', () => {
    const b = runOf({
      nodes: a.document.nodes,
      stages: { scale: ['done', 900], judge: ['done', 310], gone: ['done', 90] },
      rows: { 'scale.table': 7_040 },
      results: { 'judge.auc': 0.851 },
    });
    const { nodes, ports } = compareRuns(a, b);
    expect(cardWords(nodes.judge!).words).toBe('auc 0.846 → 0.851');
    expect(cardWords(nodes.scale!).words).toBe('7,037 → 7,040 rows');
    expect(ports).toEqual({ 'scale.table': '7,037 → 7,040' });
  });

  it('take a failure for a change, and a reused result for the same', () => {
    const b = runOf({
      nodes: a.document.nodes,
      stages: { scale: ['failed', 5], judge: ['skipped'], gone: ['reused'] },
      rows: { 'scale.table': 7_037 },
      results: a.results,
    });
    const { nodes } = compareRuns(a, b);
    expect(cardWords(nodes.scale!).words).toBe('Done → Failed');
    expect(nodes.gone!.kind).toBe('same');
  });

  it('take the value of a parameter for the setting that it is bound to', () => {
    const bound = { nodes: { train: node('train', { rounds: { $param: 'rounds' } }) }, stages: {} };
    const declared = { rounds: { type: 'int' as const, default: 120 } };
    const [few, many] = [100, 300].map((rounds) => {
      const run = runOf(bound);
      return { ...run, document: { ...run.document, parameters: declared }, parameters: { rounds } };
    });
    const { nodes } = compareRuns(few!, many!);
    expect(nodes.train!.kind).toBe('changed');
    expect(nodes.train!.settings.map(({ values }) => values)).toEqual([['100', '300']]);
  });

  it('take what lies within the interval of B for noise, and say so', () => {
    const b = { ...a, results: { 'judge.auc': 0.851 } };
    const told = (lower: number, upper: number) =>
      new Map([['judge', [undefined, { metrics: { auc: { value: 0.851, interval: { lower, upper } } } }] as const]]);
    const close = compareRuns(a, b, told(0.84, 0.86)).nodes.judge!;
    expect(close.kind).toBe('same');
    expect(cardWords(close).words).toBe('auc 0.846 → 0.851, within noise');
    expect(compareRuns(a, b, told(0.85, 0.86)).nodes.judge!.kind).toBe('changed');
  });
});
