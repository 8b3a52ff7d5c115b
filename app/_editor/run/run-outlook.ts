import type { RunDetail } from '../api';
import { forecastRun } from './forecast';
import { roughly } from './plan-words';

type Stage = Pick<RunDetail['stages'][number], 'id' | 'state' | 'progress' | 'startedAt' | 'expectedMs' | 'dependsOn'>;

const unfinished: ReadonlySet<Stage['state']> = new Set(['waiting', 'queued', 'running']);
/** Before so much is done, progress says little of the time left. */
const leastShare = 0.05;

/** What a stage still needs: by its own progress when it tells, else by what was expected; undefined: unknown. */
export function stageLeftMs({ state, progress, startedAt, expectedMs }: Stage, now: number): number | undefined {
  const expected = expectedMs ?? undefined;
  if (state !== 'running' || startedAt === null) return expected;
  const spent = Math.max(0, now - new Date(startedAt).getTime());
  const share = progress && progress.total > 0 ? progress.done / progress.total : 0;
  if (share >= leastShare) return (spent / share) * (1 - share);
  return expected === undefined ? undefined : Math.max(expected - spent, 0);
}

export interface RunOutlook {
  /** Stages that came to their end, of all. */
  readonly ended: number;
  readonly total: number;
  /** 0 to 1: stages under way count by their progress. */
  readonly share: number;
  readonly failed: number;
  /** "~2 s left"; undefined: nothing to go by. */
  readonly leftWords: string | undefined;
}

export function runOutlook(
  run: { readonly stages: readonly Stage[]; readonly stageCount: number },
  now: number,
): RunOutlook {
  const open = run.stages.filter(({ state }) => unfinished.has(state));
  const ended = run.stageCount - open.length;
  const underWay = open.reduce(
    (sum, { state, progress }) =>
      sum + (state === 'running' && progress && progress.total > 0 ? progress.done / progress.total : 0),
    0,
  );
  return {
    ended,
    total: run.stageCount,
    share: (ended + underWay) / Math.max(1, run.stageCount),
    failed: run.stages.filter(({ state }) => state === 'failed').length,
    leftWords: leftWords(open, now),
  };
}

function leftWords(open: readonly Stage[], now: number): string | undefined {
  const stages = open.map((stage) => ({ id: stage.id, waitsFor: stage.dependsOn, ms: stageLeftMs(stage, now) }));
  // As many as work now, at least: the browser need not know how many the workers hold.
  const slots = Math.max(2, open.filter(({ state }) => state === 'running').length);
  const { endMs, unknown } = forecastRun(stages, slots);
  if (stages.length === 0 || unknown === stages.length) return undefined;
  return unknown > 0 ? `over ${roughly(endMs).replace(/^~|^under /, '')} left` : `${roughly(endMs)} left`;
}
