import type { Database } from '@/server/db/client';
import type { Claim } from '@/server/db/computations';
import type { StageResult } from '@/server/executor/stage-work';
import type { ArtifactStore } from '@/server/store/artifact-store';

/**
 * What a publishing stage changes beyond its artifacts (an endpoint, a monitor). Applied by the worker after the stage
 * has run in a run started with Publish, and before it ends; it may be applied twice, so it must be idempotent. What it
 * throws fails the stage.
 */
export interface PublishEffect {
  readonly name: string;
  apply(context: {
    readonly database: Database;
    readonly store: ArtifactStore;
    readonly claim: Claim;
    readonly result: StageResult;
  }): Promise<void>;
}

export const effects: readonly PublishEffect[] = [];
