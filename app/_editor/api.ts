import type { FactRequest } from '@/nodes/kernel/facts';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { BindingAnswer, DatasetAnswer } from '@/server/api/compile';
import type { DataFolder } from '@/server/api/data-folder';
import type { OpenedPipeline } from '@/server/api/pipelines';
import type { StartedOrRefused } from '@/server/api/runs';
import type { PlannedRun } from '@/server/api/start-pipeline-run';
import type { StoredFile } from '@/server/db/files';
import type { RunDetail, RunListEntry } from '@/server/db/run-views';
import type { VersionSummary } from '@/server/db/versions';
import type { RunEvent } from '@/server/executor/events';
import type { EditLog } from './document/autosave';
import type { OrderedBatch } from './document/draft';

export type {
  DataFolder,
  DatasetAnswer,
  OpenedPipeline,
  PlannedRun,
  RunDetail,
  RunEvent,
  RunListEntry,
  StartedOrRefused,
  StoredFile,
  VersionSummary,
};

export interface WantedRun {
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly upTo?: string;
  /** Runs anew with all that follows, although the results are known. */
  readonly from?: string;
  readonly versionId?: string;
  readonly publish?: boolean;
  /** Runs what is complete, and leaves out the rest. */
  readonly leaveOut?: boolean;
}

/** An error in the words of the server, for a toast. */
export interface ApiProblem {
  readonly message: string;
  readonly hint?: string;
}

/** All that the editor asks of the server, about one pipeline. */
export interface EditorApi {
  readonly edits: EditLog;
  open(): Promise<OpenedPipeline>;
  onEdits(revision: number, onBatch: (batch: OrderedBatch) => void, onConnected: () => void): () => void;
  /** What is known of datasets; missing ones start being imported. `retry` imports again what failed. */
  facts(
    requests: readonly FactRequest[],
    retry: boolean,
  ): Promise<Readonly<Record<string, DatasetAnswer | BindingAnswer>>>;
  planRun(wanted: WantedRun): Promise<PlannedRun>;
  startRun(wanted: WantedRun): Promise<StartedOrRefused>;
  /** The same drawing and parameters once more. */
  retryRun(runId: string): Promise<StartedOrRefused>;
  cancelRun(runId: string): Promise<void>;
  /** Newest first. */
  listRuns(limit?: number): Promise<readonly RunListEntry[]>;
  readRun(runId: string): Promise<RunDetail>;
  /** A report by its content key. */
  readReport(key: string): Promise<unknown>;
  onRunEvents(runId: string, onEvent: (event: RunEvent) => void): () => void;
  saveVersion(message: string): Promise<VersionSummary>;
  browse(path: string): Promise<DataFolder>;
  importPath(path: string): Promise<StoredFile>;
  /** `signal` ends it: the promise then rejects with an `AbortError`. */
  upload(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<StoredFile>;
  createPipeline(name: string, document: GraphDoc): Promise<{ id: string }>;
  explain(error: unknown): ApiProblem;
}
