import { describe, expect, it } from 'vitest';
import { runOutlook, stageLeftMs } from './run-outlook';

type Stage = Parameters<typeof stageLeftMs>[0];
const start = '2026-01-01T00:00:00.000Z';
const at = (ms: number) => new Date(start).getTime() + ms;
const stage = (id: string, more: Partial<Stage> = {}): Stage => ({
  id,
  state: 'waiting',
  progress: null,
  startedAt: null,
  expectedMs: null,
  dependsOn: [],
  ...more,
});

describe('what is left of a stage', () => {
  it('goes by its progress once that says something, and by what was expected before', () => {
    const running = { state: 'running', startedAt: start, expectedMs: 10_000 } as const;
    expect(stageLeftMs(stage('a', { ...running, progress: { done: 25, total: 100 } }), at(2_000))).toBe(6_000);
    expect(stageLeftMs(stage('a', { ...running, progress: { done: 1, total: 100 } }), at(2_000))).toBe(8_000);
    expect(stageLeftMs(stage('a', running), at(60_000))).toBe(0);
    expect(stageLeftMs(stage('a'), at(0))).toBeUndefined();
  });
});

describe('the outlook of a run', () => {
  it('counts what ended, and adds up what waits for each other', () => {
    const stages = [
      stage('a', { state: 'done' }),
      stage('x', { state: 'failed' }),
      stage('b', { state: 'running', startedAt: start, progress: { done: 50, total: 100 } }),
      stage('c', { dependsOn: ['b'], expectedMs: 4_000 }),
    ];
    expect(runOutlook({ stages, stageCount: 4 }, at(2_000))).toEqual({
      ended: 2,
      total: 4,
      share: 0.625,
      failed: 1,
      leftWords: '~6 s left',
    });
  });

  it('says nothing of the time when nothing is known', () => {
    expect(runOutlook({ stages: [stage('a')], stageCount: 1 }, at(0)).leftWords).toBeUndefined();
  });
});
