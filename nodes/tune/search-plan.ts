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
    /** Proposed from the trials it reads. */
    | {
        readonly kind: 'proposed';
        readonly space: readonly Parameter[];
        readonly seed: number;
        readonly trial: number;
      }
    /** The best, second best, … of the rung before, from 0. */
    | { readonly kind: 'promoted'; readonly place: number; readonly rung: readonly string[] };
  readonly metric: string;
  /** How much of its trees, or of the rows, it is given: up to 1. */
  readonly share: number;
  /** Names of the trials it reads. */
  readonly after: readonly string[];
  /** It is skipped when those before it took longer. */
  readonly budget?: { readonly minutes: number; readonly parallel: number };
}

const numbered = (index: number): string => String(index + 1).padStart(2, '0');

/** Every trial as a step of the node's task. What is known before a run has a key that no other trial is part of. */
export function trialSteps(config: Config): Record<string, TaskStep> {
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
    // What ended before it begins, however fast each was: the latest but those that run at once.
    const isTold = from.kind === 'proposed' || config.minutes > 0;
    const after = isTold ? names.slice(0, Math.max(0, index - config.parallel + 1)) : [];
    add(names[index]!, { model, from, share: rung!.share, after });
  }
  let before = names;
  const all = [...names];
  for (const [index, { share, slots }] of promotions.entries()) {
    const rungNames = Array.from({ length: slots }, (_, place) => `rung-${index + 2}-${numbered(place)}`);
    for (const [place, name] of rungNames.entries()) {
      const from = { kind: 'promoted' as const, place, rung: before };
      add(name, { model: modelSettings(config), from, share, after: config.minutes > 0 ? [...all] : before });
    }
    all.push(...rungNames);
    before = rungNames;
  }
  return steps;
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
