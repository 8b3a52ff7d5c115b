import { createHash } from 'node:crypto';
import type { Checkpoint, TrainingData } from '../training-data';
import type { FeatureBins } from './bins';
import type { GrownTree } from './tree';

/** A grown tree of one output. */
export type OutputTree = GrownTree & { output: number };

/** What a training has after a number of rounds. Scores follow from the trees, bit by bit. */
export interface BoostingState {
  trees: OutputTree[];
  /** By round: trees there were after it. */
  treeCounts: number[];
  trainLosses: number[];
}

const SAVE_EVERY_MS = 10_000;
/** Saving takes no more than one part in so many of the time. */
const SAVING_SHARE = 20;

/** The state of a training as bytes: JSON, in which every double comes back as it was. */
export class SavedState {
  private savedMs = performance.now();
  private waitMs: number;

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly fingerprint: string,
  ) {
    this.waitMs = checkpoint.everyMs ?? SAVE_EVERY_MS;
  }

  /** Fills `state` with what was saved of the same training; returns its trees. */
  async load(state: BoostingState): Promise<readonly OutputTree[]> {
    const bytes = await this.checkpoint.load();
    if (!bytes) return [];
    const saved: BoostingState & { fingerprint: string } = JSON.parse(new TextDecoder().decode(bytes));
    if (saved.fingerprint !== this.fingerprint) return [];
    state.trees.push(...saved.trees);
    state.treeCounts.push(...saved.treeCounts);
    state.trainLosses.push(...saved.trainLosses);
    return state.trees;
  }

  async saveNowAndThen(state: BoostingState): Promise<void> {
    const startMs = performance.now();
    if (startMs - this.savedMs < this.waitMs) return;
    const text = JSON.stringify({ fingerprint: this.fingerprint, ...state });
    await this.checkpoint.save(new TextEncoder().encode(text));
    this.savedMs = performance.now();
    this.waitMs = Math.max(this.checkpoint.everyMs ?? SAVE_EVERY_MS, SAVING_SHARE * (this.savedMs - startMs));
  }
}

/** Tells trainings apart that would not give the same model. The bins stand for the values they were placed by. */
export function fingerprint(data: TrainingData, settings: object, bins: readonly FeatureBins[]): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([settings, data.featureNames, data.classes, data.rowCount]));
  for (const values of [data.target, data.weights, data.validation?.target, data.validation?.weights]) {
    hash.update(values ?? 'none');
  }
  for (const { bounds, categories } of bins) {
    hash.update(bounds);
    if (categories) hash.update(JSON.stringify(categories.codes));
  }
  return hash.digest('hex');
}
