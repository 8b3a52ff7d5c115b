import { describe, expect, it } from 'vitest';
import type { RunDetail } from '@/server/db/run-views';
import { ganttOf } from './gantt';

const begin = Date.UTC(2026, 0, 1);
const at = (ms: number) => new Date(begin + ms).toISOString();
type Stage = RunDetail['stages'][number];
const stage = (id: string, more: Partial<Stage>): Stage =>
  ({
    id,
    node: id,
    nodes: [id],
    dependsOn: [],
    state: 'waiting',
    startedAt: null,
    endedAt: null,
    progress: null,
    ...more,
  }) as Stage;
const done = (id: string, from: number, to: number, ...dependsOn: string[]) =>
  stage(id, { state: 'done', startedAt: at(from), endedAt: at(to), dependsOn });

describe('the timeline of a run', () => {
  it('lays out what worked when, and finds the chain that the end waited for', () => {
    const stages = [done('read', 0, 100), done('side', 100, 150, 'read'), done('train', 100, 900, 'read')];
    const gantt = ganttOf({ stages, createdAt: at(0), endedAt: at(920) }, undefined, 0);
    expect(gantt).toMatchObject({ nowMs: 920, endMs: 920, critical: ['read', 'train'] });
    expect(gantt.lines[1]).toMatchObject({
      bars: [{ from: 100, to: 150, kind: 'worked' }],
      isCritical: false,
      workedMs: 50,
    });
  });

  it('shows each try, numbered within the run', () => {
    const tried = (attempt: number, from: number, to: number, outcome: string) => ({
      stageId: 'write',
      attempt,
      startedAt: at(from),
      endedAt: at(to),
      outcome,
    });
    const stages = [stage('write', { state: 'failed', startedAt: at(2_000), endedAt: at(2_100) })];
    const tries = [tried(7, 0, 100, 'again'), tried(8, 1_000, 1_100, 'again'), tried(9, 2_000, 2_100, 'failed')];
    const { lines } = ganttOf({ stages, createdAt: at(0), endedAt: at(2_100) }, { tries, savedMs: {}, slots: 2 }, 0);
    expect(lines[0]!.bars.map(({ attempt, kind }) => `${attempt} ${kind}`)).toEqual([
      '1 failed',
      '2 failed',
      '3 failed',
    ]);
    expect(lines[0]!.workedMs).toBe(300);
  });

  it('draws what is still to come behind now, and counts what reuse saved', () => {
    const stages = [
      stage('read', { state: 'reused' }),
      stage('fit', { state: 'running', startedAt: at(0), progress: { done: 50, total: 100 } }),
      stage('judge', { dependsOn: ['fit'], expectedMs: 300 }),
    ];
    const times = { tries: [], savedMs: { read: 1_900 }, slots: 2 };
    const gantt = ganttOf({ stages, createdAt: at(0), endedAt: null }, times, begin + 1_000);
    expect(gantt.lines[1]!.bars).toEqual([
      { from: 0, to: 1_000, kind: 'running' },
      { from: 1_000, to: 2_000, kind: 'forecast' },
    ]);
    expect(gantt.lines[2]!.bars).toEqual([{ from: 2_000, to: 2_300, kind: 'forecast' }]);
    expect(gantt).toMatchObject({ nowMs: 1_000, endMs: 2_300, savedMs: 1_900, critical: ['fit', 'judge'] });
    expect(gantt.lines[0]).toMatchObject({ savedMs: 1_900, workedMs: null, bars: [] });
  });
});
