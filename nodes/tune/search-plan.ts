import type { TaskStep } from '../kernel';
import { rungsFor } from './search/halving';
import { gridPoints, type Parameter, type Point, randomPoint, randomPoints } from './search/space';
import { STARTUP } from './search/tpe';
import { parametersOf, settingsAt } from './search-space';
import { type Config, modelSettings } from './settings';

/** The settings of one trial: all that decides its result beside the table and the trials it reads. */
export interface TrialConfig {
  /** Settings of the model; those of the point are among them where it is known before the run. */
  readonly model: Record<string, unknown>;
  readonly from:
    | { readonly kind: 'point'; readonly point: Point }
    /** Proposed from the trials it knows. */
    | {
        readonly kind: 'proposed';
        readonly space: readonly Parameter[];
        readonly seed: number;
        readonly trial: number;
      }
    /** The best, second best, … of a ranking, from 0. */
    | { readonly kind: 'promoted'; readonly place: number; readonly ranking: string };
  readonly metric: string;
  /** How much of its trees, or of the rows, it is given: up to 1. */
  readonly share: number;
  /** Names of the trials it reads; each tells of those it knew in its turn. */
  readonly after: readonly string[];
  /** It is skipped when those before it took longer. */
  readonly budget?: { readonly minutes: number; readonly parallel: number };
}

/** The settings of the ranking between two rungs. */
export interface RankConfig {
  readonly after: readonly string[];
  readonly slots: number;
  /** The ranking before it, which says how long all took until then. */
  readonly earlier?: string;
}

const numbered = (index: number): string => String(index + 1).padStart(2, '0');

/** Every trial as a step of the node's task. What is known before a run has a key that no other trial is part of. */
export function searchSteps(config: Config): Record<string, TaskStep> {
  const first = firstTrials(config);
  const [rung, ...promotions] = config.halving
    ? rungsFor(first.length, config.eta)
    : [{ share: 1, slots: first.length }];
  const steps: Record<string, TaskStep> = {};
  const add = (name: string, trial: Pick<TrialConfig, 'model' | 'from' | 'share' | 'after'>) => {
    const { minutes, parallel, metric } = config;
    const own: TrialConfig = { ...trial, metric, ...(minutes > 0 ? { budget: { minutes, parallel } } : {}) };
    steps[name] = { run: 'trial', config: { ...own }, reads: own.after };
  };
  const names = first.map((_, index) => `trial-${numbered(index)}`);
  for (const [index, from] of first.entries()) {
    const model = from.kind === 'point' ? settingsAt(modelSettings(config), from.point) : modelSettings(config);
    add(names[index]!, {
      model,
      from,
      share: rung!.share,
      after: trialsBefore(config, first, index).map((at) => names[at]!),
    });
  }
  let before = names;
  for (const [index, { share, slots }] of promotions.entries()) {
    const ranking = `rung-${index + 2}`;
    const earlier = index > 0 ? `rung-${index + 1}` : undefined;
    const rank: RankConfig = { after: before, slots, ...(earlier ? { earlier } : {}) };
    steps[ranking] = { run: 'rank', config: { ...rank }, reads: [...before, ...(earlier ? [earlier] : [])] };
    before = Array.from({ length: slots }, (_, place) => `${ranking}-${numbered(place)}`);
    for (const [place, name] of before.entries()) {
      add(name, { model: modelSettings(config), from: { kind: 'promoted', place, ranking }, share, after: [] });
      steps[name] = { ...steps[name]!, reads: [ranking] };
    }
  }
  return steps;
}

/** Names of the steps that are trials, in order. */
export const trialNames = (config: Config): string[] =>
  Object.entries(searchSteps(config)).flatMap(([name, { run }]) => (run === 'trial' ? [name] : []));

/**
 * The trials that one reads, of those that had ended when it begins, however fast each was: all but the latest so many
 * that run at once. Of trials that read others the latest of these are enough, since they tell of the rest.
 */
function trialsBefore({ minutes, parallel }: Config, trials: readonly TrialConfig['from'][], index: number): number[] {
  const isTold = (at: number) => at >= parallel && (trials[at]!.kind === 'proposed' || minutes > 0);
  if (!isTold(index)) return [];
  const ended = Array.from({ length: index - parallel + 1 }, (_, at) => at);
  const told = ended.filter(isTold);
  return [...ended.filter((at) => !isTold(at)), ...told.slice(-parallel)];
}

/** Where the points of the first rung come from. */
function firstTrials(config: Config): TrialConfig['from'][] {
  const { strategy, trials, levels, seed, parallel } = config;
  const space = parametersOf(config);
  const given = (point: Point) => ({ kind: 'point' as const, point });
  if (strategy === 'grid') return gridPoints(space, levels).map(given);
  if (strategy === 'random') return randomPoints(space, seed, trials).map(given);
  return Array.from({ length: trials }, (_, trial) =>
    trial - parallel + 1 < STARTUP
      ? given(randomPoint(space, seed, trial))
      : { kind: 'proposed' as const, space, seed, trial },
  );
}
