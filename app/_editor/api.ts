import type { FactRequest } from '@/nodes/kernel/facts';
import type { DatasetFact } from '@/nodes/kernel/facts';
import type { ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { OpenedPipeline } from '@/server/api/pipelines';
import type { StartedOrRefused } from '@/server/api/runs';
import type { PlannedRun } from '@/server/api/start-pipeline-run';
import type { StoredFile } from '@/server/db/files';
import type { RunDetail, RunListEntry } from '@/server/db/run-views';
import type { VersionSummary } from '@/server/db/versions';
import type { RunEvent } from '@/server/executor/events';
import type { EditLog } from './document/autosave';
import type { OrderedBatch } from './document/draft';

export type { OpenedPipeline, PlannedRun, RunDetail, RunEvent, RunListEntry, StartedOrRefused, StoredFile, VersionSummary };

/** What the server knows of a dataset that a source asks for. */
export type FactReply =
  | { readonly kind: 'known'; readonly fact: DatasetFact }
  | { readonly kind: 'failed'; readonly error: string; readonly hint?: string }
  | { readonly kind: 'pending'; readonly progress: number | null; readonly words?: string };

/** A file in the data folder. */
export interface FolderFile {
  readonly path: string;
  readonly name: string;
  readonly sizeBytes: number;
}

export interface UploadedFile {
  readonly hash: string;
  readonly name: string;
  readonly sizeBytes: number;
  readonly path?: string;
}

export interface WantedRun {
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly upTo?: string;
  readonly versionId?: string;
  readonly publish?: boolean;
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
  onEdits(revision: number, onBatch: (batch: OrderedBatch) => void, onRestart: () => void): () => void;
  facts(requests: readonly FactRequest[]): Promise<Readonly<Record<string, FactReply>>>;
  planRun(wanted: WantedRun): Promise<PlannedRun>;
  startRun(wanted: WantedRun): Promise<StartedOrRefused>;
  cancelRun(runId: string): Promise<void>;
  listRuns(): Promise<readonly RunListEntry[]>;
  readRun(runId: string): Promise<RunDetail>;
  onRunEvents(runId: string, onEvent: (event: RunEvent) => void): () => void;
  saveVersion(message: string): Promise<VersionSummary>;
  folderFiles(): Promise<readonly FolderFile[]>;
  chooseFolderFile(path: string): Promise<UploadedFile>;
  upload(file: File, onProgress: (share: number) => void): Promise<UploadedFile>;
  explain(error: unknown): ApiProblem;
}
