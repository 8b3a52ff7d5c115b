import { formatDecimal, formatDuration } from '@/app/_ui/figures';
import type { PlannedRun } from '../api';
import { type Forecast, forecastRun } from './forecast';

/** How long a planned run may take: the middle, and from where to where half of the earlier stages would bring it. */
export interface PlanForecast extends Forecast {
  readonly lowMs: number;
  readonly highMs: number;
  /** Stages that run. */
  readonly running: number;
}

export function forecastOf({ stages, slots }: Plan): PlanForecast {
  const running = runningOf(stages);
  const by = (pick: 'ms' | 'lowMs' | 'highMs') => forecastBy(running, slots, pick);
  return { ...by('ms'), lowMs: by('lowMs').endMs, highMs: by('highMs').endMs, running: running.length };
}

type Plan = Pick<PlannedRun, 'stages' | 'slots'>;
type PlannedStage = readonly [string, PlannedRun['stages'][string]];

const runningOf = (stages: Plan['stages']): readonly PlannedStage[] =>
  Object.entries(stages).filter(([, { what }]) => what === 'runs');

const forecastBy = (running: readonly PlannedStage[], slots: number, pick: 'ms' | 'lowMs' | 'highMs'): Forecast =>
  forecastRun(
    running.map(([id, { waitsFor, estimate }]) => ({ id, waitsFor, ms: estimate?.[pick] })),
    slots,
  );

/** 420 → "under 1 s", 6_200 → "~6 s", 95_000 → "~2 min": an estimate says no more than it knows. */
export function roughly(ms: number): string {
  if (ms < 950) return 'under 1 s';
  if (ms < 9_500) return `~${formatDecimal(ms / 1_000, ms < 3_000 ? 1 : 0)} s`;
  if (ms < 90_000) return `~${Math.round(ms / 1_000)} s`;
  if (ms < 5_400_000) return `~${Math.round(ms / 60_000)} min`;
  return `~${formatDecimal(ms / 3_600_000, 1)} h`;
}

/** For the button: "~6 s", "over 6 s" where some stages never ran, nothing where none did. */
export function shortForecast({ stages, slots }: Plan): string | undefined {
  const running = runningOf(stages);
  // Nothing is worked through for a plan that has no time to tell: there is one after every edit.
  if (running.every(([, { estimate }]) => estimate === undefined)) return undefined;
  const { endMs, unknown } = forecastBy(running, slots, 'ms');
  return unknown > 0 ? `over ${roughly(endMs).replace(/^~|^under /, '')}` : roughly(endMs);
}

/** In a sentence, with its range. */
export function forecastWords(forecast: PlanForecast): string {
  const { endMs, lowMs, highMs, unknown, running } = forecast;
  if (running === 0) return 'Everything is reused: nothing has to run.';
  if (unknown === running) return 'No estimate yet: nothing like these stages ran here before.';
  const range = highMs - lowMs > Math.max(200, endMs * 0.1) ? `, most likely ${span(lowMs, highMs)}` : '';
  const rest = unknown > 0 ? `, and ${unknown} ${unknown === 1 ? 'stage' : 'stages'} without an estimate yet` : '';
  return `About ${formatDuration(endMs)}${range}${rest}, going by earlier runs.`;
}

const span = (low: number, high: number): string => `${formatDuration(low)} to ${formatDuration(high)}`;
