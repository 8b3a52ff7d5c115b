import { describe, expect, it } from 'vitest';
import type { PlannedRun } from '../api';
import { forecastOf, forecastWords, roughly, shortForecast } from './plan-words';

type Stages = PlannedRun['stages'];
const estimate = (ms: number, lowMs = ms, highMs = ms) => ({ ms, lowMs, highMs, from: 3, isSameSettings: true });
const runs = (waitsFor: string[], ms?: number, lowMs?: number, highMs?: number): Stages[string] => ({
  what: 'runs',
  reason: 'First run.',
  nodes: [],
  waitsFor,
  ...(ms === undefined ? {} : { estimate: estimate(ms, lowMs, highMs) }),
});
const reused: Stages[string] = { what: 'reused', reason: 'Reused.', nodes: [], waitsFor: [] };
const slots = 2;
const forecast = (stages: Stages) => forecastOf({ stages, slots });
const short = (stages: Stages) => shortForecast({ stages, slots });

describe('what a plan says of its time', () => {
  it('adds up what waits for each other, with a range', () => {
    const stages = { a: runs([], 2_000, 1_500, 3_000), b: runs(['a'], 4_000, 3_500, 6_000), c: reused };
    const found = forecast(stages);
    expect(found).toMatchObject({ endMs: 6_000, lowMs: 5_000, highMs: 9_000, running: 2 });
    expect(short(stages)).toBe('~6 s');
    expect(forecastWords(found)).toBe('About 6.0 s, most likely 5.0 s to 9.0 s, going by earlier runs.');
  });

  it('says when it does not know all, or nothing', () => {
    const some = forecast({ a: runs([], 6_000), b: runs([]) });
    expect(short({ a: runs([], 6_000), b: runs([]) })).toBe('over 6 s');
    expect(forecastWords(some)).toContain('1 stage without an estimate yet');
    const none = forecast({ a: runs([]) });
    expect(short({ a: runs([]) })).toBeUndefined();
    expect(forecastWords(none)).toContain('No estimate yet');
    expect(short({ a: reused })).toBeUndefined();
    expect(forecastWords(forecast({ a: reused }))).toContain('Everything is reused');
  });

  it.each([
    [420, 'under 1 s'],
    [1_230, '~1.2 s'],
    [6_200, '~6 s'],
    [44_000, '~44 s'],
    [150_000, '~3 min'],
    [8_000_000, '~2.2 h'],
  ])('%s ms is “%s”', (ms, words) => expect(roughly(ms)).toBe(words));
});
