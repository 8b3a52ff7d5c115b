import { deserialize, serialize } from 'node:v8';
import type { Checkpoint } from '../training-data';
import type { RawTree } from './growers';
import type { LossState } from './running-loss';

/** A tree of a forest that is not done; where its rows went is in the losses. */
export type KeptTree = Omit<RawTree, 'leafOf'>;

/** What a training has after a number of trees. */
export interface ForestState {
  trees: KeptTree[];
  train: LossState;
  validation?: LossState;
}

const SAVE_EVERY_MS = 10_000;
/** Saving takes no more than one part in so many of the time. */
const SAVING_SHARE = 20;

/** Keeps the state of a training as bytes: trees do not wait for them to be written. */
export class SavedForest {
  private savedMs = performance.now();
  private waitMs: number;
  private isSaving = false;
  private failure: { error: unknown } | undefined;

  constructor(
    private readonly checkpoint: Checkpoint,
    private readonly fingerprint: string,
  ) {
    this.waitMs = checkpoint.everyMs ?? SAVE_EVERY_MS;
  }

  /** What was saved of the same training. */
  async load(): Promise<ForestState | undefined> {
    const bytes = await this.checkpoint.load();
    if (!bytes) return undefined;
    try {
      const saved: ForestState & { fingerprint: string } = deserialize(bytes);
      return saved.fingerprint === this.fingerprint ? saved : undefined;
    } catch {
      // Written by another trainer, or not to the end: no reason not to start anew.
      return undefined;
    }
  }

  /** Throws what an earlier save failed with. */
  saveNowAndThen(state: () => ForestState): void {
    if (this.failure) throw this.failure.error;
    const startMs = performance.now();
    if (this.isSaving || startMs - this.savedMs < this.waitMs) return;
    this.isSaving = true;
    const bytes = serialize({ fingerprint: this.fingerprint, ...state() });
    this.checkpoint
      .save(bytes)
      .catch((error: unknown) => {
        this.failure = { error };
      })
      .finally(() => {
        this.isSaving = false;
        this.savedMs = performance.now();
        this.waitMs = Math.max(this.checkpoint.everyMs ?? SAVE_EVERY_MS, SAVING_SHARE * (this.savedMs - startMs));
      });
  }
}
