import { describe, expect, it } from 'vitest';
import { criticalPath, type ForecastStage, forecastRun } from './forecast';

const stage = (id: string, ms: number | undefined, ...waitsFor: string[]): ForecastStage => ({ id, ms, waitsFor });

describe('the forecast of a run', () => {
  it('lets a stage begin when those it waits for have ended', () => {
    const { endMs, times } = forecastRun([stage('a', 100), stage('b', 50, 'a'), stage('c', 20, 'a', 'b')], 8);
    expect(endMs).toBe(170);
    expect(times.get('c')).toEqual({ from: 150, to: 170 });
  });

  it('lets no more work at the same time than there are slots', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => stage(id, 100));
    expect(forecastRun(four, 4).endMs).toBe(100);
    expect(forecastRun(four, 2).endMs).toBe(200);
    expect(forecastRun(four, 1).endMs).toBe(400);
  });

  it('counts what it knows nothing of, and says the least it takes', () => {
    expect(forecastRun([stage('a', 100), stage('b', undefined, 'a')], 2)).toMatchObject({ endMs: 100, unknown: 1 });
  });

  it('takes parents that do not run as ended', () => {
    expect(forecastRun([stage('b', 30, 'reused')], 2).endMs).toBe(30);
    expect(forecastRun([], 2)).toMatchObject({ endMs: 0, unknown: 0 });
  });
});

describe('the critical path', () => {
  it('goes back from the end over whatever ended last', () => {
    const stages = [
      { id: 'read', waitsFor: [], from: 0, to: 100 },
      { id: 'short', waitsFor: [], from: 0, to: 20 },
      { id: 'train', waitsFor: ['read', 'short'], from: 100, to: 900 },
      { id: 'side', waitsFor: ['short'], from: 20, to: 300 },
    ];
    expect(criticalPath(stages)).toEqual(['read', 'train']);
    expect(criticalPath([])).toEqual([]);
  });
});
