import type { NodeRun, StageSummary } from '@/nodes/kernel/define-run';
import type { Stage } from '@/server/compiler/emit/run-spec';
import type { Finished, PublishedArtifact } from '@/server/db/computations';

/** All that a process needs to run a stage: plain data, no rows. */
export interface StageWork {
  readonly computationId: string;
  readonly attempt: number;
  readonly stage: Stage;
  readonly title: string;
  readonly publish: boolean;
  /** The stage's inputs by key. */
  readonly inputs: Readonly<Record<string, PublishedArtifact>>;
  readonly home: string;
  readonly threads: number;
  readonly memoryLimitBytes: number;
}

export interface StageResult {
  readonly artifacts: Finished['artifacts'];
  readonly summary?: StageSummary;
}

/** What tasks do, by node type; loaded when first needed. */
export type Runtime = Readonly<Record<string, () => Promise<{ default: NodeRun }>>>;

export interface StageListener {
  progress(done: number, total: number, words?: string): void;
  log(message: string): void;
}
