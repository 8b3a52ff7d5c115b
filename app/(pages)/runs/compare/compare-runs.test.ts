import { describe, expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { RunDetail } from '@/server/db/run-views';
import { compareRuns } from './compare-runs';

function run(number: number, change: Partial<RunDetail>, config: Record<string, unknown> = {}): RunDetail {
  return {
    id: `run-${number}`,
    number,
    pipelineId: null,
    versionId: null,
    versionNumber: null,
    publish: false,
    parameters: {},
    state: 'done',
    createdAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:02.000Z',
    stageCount: 1,
    remaining: 0,
    stageStates: { done: 1 },
    results: {},
    document: {
      ...emptyDoc('Churn'),
      parameters: { rounds: { type: 'int', default: 100 } },
      nodes: { scale: { type: 'scale', version: 1, config } },
    },
    specHash: 'a'.repeat(64),
    stages: [],
    ports: {},
    ...change,
  };
}

const rowsOf = (runs: readonly RunDetail[], title: string) =>
  compareRuns(runs).find((group) => group.title === title)?.rows ?? [];

describe('runs side by side', () => {
  it('say a setting that differs by its name in the form, with the default where none was given', () => {
    const rows = rowsOf([run(1, {}), run(2, {}, { method: 'robust' })], 'Settings');
    expect(rows.map(({ label, words }) => [label, words])).toEqual([['Scale › Scale by', ['standard', 'robust']]]);
  });

  it('are silent about a default that one of them writes out', () => {
    expect(rowsOf([run(1, {}), run(2, {}, { method: 'standard' })], 'Settings')).toEqual([]);
  });

  it('take a parameter from the run, else from the drawing', () => {
    const [row] = rowsOf([run(1, {}), run(2, { parameters: { rounds: 50 } })], 'Parameters');
    expect(row).toMatchObject({ label: 'rounds', values: [100, 50], differs: true });
  });

  it('leave a figure empty where a run has none', () => {
    const [row] = rowsOf([run(1, { results: { 'scale.mean_error': 0.25 } }), run(2, {})], 'Results');
    expect(row).toMatchObject({ label: 'Scale › mean error', words: ['0.2500', ''], values: [0.25, null] });
  });
});
