import { describe, expect, it } from 'vitest';
import { diagnostic } from '@/nodes/kernel/diagnostics';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { NodeAnalysis } from '@/server/compiler/analysis';
import type { RunDetail } from '../api';
import type { StageDetail } from '../run/run-store';
import { type CardSources, toFlowEdge, toFlowNode, wireLabel } from './to-flow';

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
const doc = { ...emptyDoc('p'), nodes: { split: node, impute: { type: 'impute', version: 1, config: {} } } };
const run: RunDetail = {
  id: 'r',
  number: 4,
  pipelineId: null,
  versionId: null,
  versionNumber: null,
  publish: false,
  parameters: {},
  state: 'done',
  createdAt: '',
  endedAt: '',
  stageCount: 1,
  remaining: 0,
  stageStates: {},
  results: {},
  document: doc,
  specHash: '',
  stages: [stage],
  ports: { 'split.table': port },
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
  at: { x: 8, y: 16 },
  analysis: analysisOf('k1'),
  problems: [],
  stages: [stage],
  run,
  importing: undefined,
  isFedAnew: false,
  connected: 'table',
  isSelected: false,
  isHot: false,
};
const stateOf = (change: Partial<CardSources>) => toFlowNode('split', { ...sources, ...change }, undefined).data.state;

describe('a card', () => {
  it('stays the same object while nothing it shows changes', () => {
    const card = toFlowNode('split', sources, undefined);
    expect(toFlowNode('split', { ...sources }, card)).toBe(card);
    expect(toFlowNode('split', { ...sources, isSelected: true }, card)).not.toBe(card);
  });

  it('is named by its title and state, for those who do not see it', () => {
    expect(toFlowNode('split', sources, undefined).ariaLabel).toBe('Split, Reused');
  });

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
    const found = { ...run, ports: { ...run.ports, 'split.report': report } };
    expect(toFlowNode('split', { ...sources, run: found }, undefined).data).toMatchObject({
      warnings: 2,
      reason: '3 keys matched more than one row.',
    });
    const moved = { ...sources, run: found, analysis: analysisOf('k2') };
    expect(toFlowNode('split', moved, undefined).data.warnings).toBe(0);
  });

  it('shows how far an import is', () => {
    expect(stateOf({ importing: { progress: 0.4 } })).toMatchObject({ kind: 'running', progress: 0.4 });
  });
});

describe('a wire', () => {
  const wire = { from: { node: 'split', port: 'table' }, to: { node: 'impute', port: 'table' } };
  const drawn = { doc, analysis: { split: analysisOf('k1') }, run, states: new Map(), hotPath: [] };

  it('says rows × columns and carries the shares of a split', () => {
    const edge = toFlowEdge(wire, false, drawn, undefined);
    expect(edge.data).toMatchObject({ label: '7,043 × 21', isOld: false, partitions: { train: 4_926 } });
    expect(toFlowEdge(wire, false, { ...drawn }, edge)).toBe(edge);
  });

  it('mutes the figures of a run that is no longer what is drawn', () => {
    expect(toFlowEdge(wire, false, { ...drawn, analysis: { split: analysisOf('k2') } }, undefined).data?.isOld).toBe(
      true,
    );
  });

  it('says … while rows are being counted', () => {
    expect(wireLabel({ ...port, rowCount: null })).toBe('… × 21');
  });
});
