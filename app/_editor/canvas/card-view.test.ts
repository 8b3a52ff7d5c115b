import { describe, expect, it } from 'vitest';
import { diagnostic } from '@/nodes/kernel/diagnostics';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import type { NodeRun, StageDetail } from '../run/run-store';
import { type CardSources, cardView } from './card-view';
import { wireLabel, wireView } from './wire-view';

const node = { type: 'split', version: 1, config: {} };
const port = {
  type: 'table' as const,
  key: 'k1',
  isMaterialised: true,
  rowCount: 7_043,
  columnCount: 21,
  partitionCounts: { train: 4_926, validation: 1_055, test: 1_056 },
  unparsedCount: null,
  sizeBytes: null,
  summary: null,
};
const stage: StageDetail = {
  id: 'split',
  node: 'split',
  nodes: ['split'],
  kind: 'query',
  state: 'reused',
  reason: 'Reused from run 3: same data and settings.',
  summary: null,
  error: null,
  progress: null,
  attempt: 1,
  dependsOn: [],
  publishes: false,
  startedAt: null,
  endedAt: null,
  durationMs: null,
};
const ran: NodeRun = {
  run: 'r',
  number: 4,
  publish: false,
  isPast: false,
  node,
  stages: [stage],
  ports: { table: port },
  after: undefined,
};
const analysisOf = (key: string): NodeAnalysis => ({
  id: 'split',
  type: 'split',
  title: 'Split',
  summary: '70 / 15 / 15',
  configured: true,
  traits: { rows: 'keeps', learns: 'nothing', determinism: 'seeded', serving: 'pass' },
  config: {},
  inputs: {},
  outputs: { table: { type: 'table', key, schema: { columns: [], open: false, partitioned: true } } },
  leakProof: false,
  stages: ['split'],
});
const sources: CardSources = {
  node,
  analysis: analysisOf('k1'),
  problems: [],
  ran,
  importing: undefined,
  isFedAnew: false,
  connected: 'table',
};
const stateOf = (change: Partial<CardSources>) => cardView({ ...sources, ...change }).state;

describe('a card', () => {
  it('says from which run its result was taken', () => {
    expect(stateOf({})).toEqual({ kind: 'reused', time: 'from run 3' });
  });

  it('is stale when its content key moved, and says so if it was edited itself', () => {
    expect(stateOf({ analysis: analysisOf('k2') }).words).toBeUndefined();
    expect(stateOf({ analysis: analysisOf('k2') }).kind).toBe('stale');
    const edited = { ...node, config: { seed: 9 } };
    expect(stateOf({ node: edited, analysis: analysisOf('k2') }).words).toBe('Stale, edited');
  });

  it('asks for what is missing before it tells of a run', () => {
    const missing = diagnostic('input-missing', { node: 'split', port: 'table' }, 'Split needs a wire.');
    expect(stateOf({ problems: [missing] })).toEqual({ kind: 'unset', words: undefined, time: 'connect an input' });
  });

  it('says what its report found, while that is of these settings', () => {
    const report = {
      ...port,
      type: 'report' as const,
      summary: { warnings: 2, note: '3 keys matched more than one row.' },
    };
    const found = { ...ran, ports: { ...ran.ports, report } };
    expect(cardView({ ...sources, ran: found })).toMatchObject({
      warnings: 2,
      reason: '3 keys matched more than one row.',
    });
    expect(cardView({ ...sources, ran: found, analysis: analysisOf('k2') }).warnings).toBe(0);
  });

  it('shows how far an import is', () => {
    expect(stateOf({ importing: { progress: 0.4 } })).toMatchObject({ kind: 'running', progress: 0.4 });
  });

  it('says after what it will run', () => {
    const waiting = { ...ran, stages: [{ ...stage, state: 'waiting' as const }], after: 'Impute' };
    expect(stateOf({ ran: waiting })).toEqual({ kind: 'queued', time: 'after Impute' });
  });
});

describe('a wire', () => {
  const from = { declared: 'table' as const, known: analysisOf('k1').outputs.table, port, ran, hasError: false };

  it('says rows × columns and carries the shares of a split', () => {
    expect(wireView(from)).toMatchObject({ label: '7,043 × 21', isOld: false, partitions: { train: 4_926 } });
  });

  it('mutes the figures of a run that is no longer what is drawn', () => {
    expect(wireView({ ...from, known: analysisOf('k2').outputs.table }).isOld).toBe(true);
  });

  it('is broken where rows did not arrive, until what is drawn is another', () => {
    const failed = { ...ran, stages: [{ ...stage, state: 'failed' as const }] };
    expect(wireView({ ...from, ran: failed }).look).toBe('failed');
    expect(wireView({ ...from, ran: failed, known: analysisOf('k2').outputs.table }).look).toBe('rest');
  });

  it('says … while rows are being counted', () => {
    expect(wireLabel({ ...port, rowCount: null })).toBe('… × 21');
  });
});
