import { join } from 'node:path';
import type { LossCurves, NodeModule, StageSummary } from '@/nodes/kernel/define-run';
import type { Stage } from '@/server/compiler/emit/run-spec';
import type { Finished, PublishedArtifact } from '@/server/db/computations';
import { homeFolders } from '@/server/env';

/** All that a process needs to run a stage: plain data, no rows. */
export interface StageWork {
  readonly computationId: string;
  readonly attempt: number;
  readonly stage: Stage;
  readonly title: string;
  readonly publish: boolean;
  /** Where a publication comes from; for stages that publish, in runs started with Publish. */
  readonly publication?: Publication;
  /** Of this attempt alone: drafts, spilled rows, scratch files. */
  readonly workFolder: string;
  /** The stage's inputs by key. */
  readonly inputs: Readonly<Record<string, PublishedArtifact>>;
  readonly home: string;
  readonly threads: number;
  readonly memoryLimitBytes: number;
}

export interface Publication {
  readonly runId: string;
  readonly outputKey?: string;
  readonly pipelineId?: string;
  readonly versionId?: string;
}

/** On the disk of the artifacts, so that publishing is a rename. */
export const workFolderOf = (home: string, computationId: string, attempt: number): string =>
  join(homeFolders(home).artifacts, '.drafts', `${computationId}-${attempt}`);

/** Where a computation keeps what it has, over its attempts; swept up with forgotten drafts. */
export const checkpointFolderOf = (home: string, computationId: string): string =>
  join(homeFolders(home).artifacts, '.drafts', `${computationId}-checkpoints`);

export interface StageResult {
  readonly artifacts: Finished['artifacts'];
  readonly summary?: StageSummary;
}

/** What tasks do, by node type; loaded when first needed. */
export type Runtime = Readonly<Record<string, () => Promise<NodeModule>>>;

export interface StageListener {
  progress(done: number, total: number, words?: string, curves?: LossCurves): void;
  log(message: string): void;
}
