import type { CrossValidation } from '../kernel/trained-model';
import type { Importance } from './search/importance';
import type { Parameter, Point } from './search/space';

/** What a trial's stage writes. */
export interface TrialResult {
  /** Absent where there was nothing to promote. */
  readonly point?: Point;
  /** Of its full trees or rows. */
  readonly share: number;
  /** The mean of the metric over the rounds, or on the validation part; null when it failed or was skipped. */
  readonly score: number | null;
  /** The score as something of which less is better. */
  readonly loss: number | null;
  /** Of the score over the rounds. */
  readonly deviation: number | null;
  readonly crossValidation?: CrossValidation;
  /** On this computer, then: nothing depends on it but a budget. */
  readonly seconds: number;
  /** Why it failed. */
  readonly problem?: string;
  /** Why it was not tried. */
  readonly skipped?: string;
  /** The trials that it knew, by name: what it read, and what that knew. */
  readonly known?: Readonly<Record<string, KnownTrial>>;
}

/** What later trials are told of one. */
export type KnownTrial = Pick<TrialResult, 'point' | 'loss' | 'seconds'>;

/** What the stage between two rungs writes: the points that go on, best first. */
export interface Ranking {
  readonly points: readonly Point[];
  /** That all trials so far took together. */
  readonly seconds: number;
}

export interface TrialRow extends Omit<TrialResult, 'crossValidation' | 'known' | 'loss'> {
  /** `trial-07`, `rung-2-01`. */
  readonly name: string;
}

/** The report of a search: every trial, in order, and what they tell of the settings. */
export interface TuneReport {
  readonly target: string;
  readonly metric: { readonly name: string; readonly title: string; readonly direction: 'higher' | 'lower' };
  readonly strategy: 'grid' | 'random' | 'tpe';
  /** How each trial was judged. */
  readonly judgedOn: { readonly part: 'folds'; readonly rounds: number } | { readonly part: 'validation' };
  /** Steps above that learned once for all folds. */
  readonly learnedTogether: readonly string[];
  readonly space: readonly Parameter[];
  readonly trials: readonly TrialRow[];
  readonly winner: string;
  /** How much of the differences between trials of one rung each setting explains by itself. */
  readonly importance: { readonly method: string; readonly settings: readonly Importance[] };
  /** The rows that the model of the winner learned from. */
  readonly learnedFrom: string;
}
