import type { Readable } from 'node:stream';

/** File names inside an artifact: a table is `data.parquet`; a report, model or learned values are `value.json`. */
export const TABLE_FILE = 'data.parquet';
export const VALUE_FILE = 'value.json';

/** A new artifact while it is written: a folder that nobody else sees. */
export interface ArtifactDraft {
  /** Where to put a file by other means than `write`. */
  path(name: string): string;
  write(name: string, bytes: Uint8Array | string): Promise<void>;
  /** Makes it durable under its hash, or leaves nothing. */
  publish(): Promise<{ readonly hash: string; readonly sizeBytes: number }>;
  discard(): Promise<void>;
}

/** Where bytes live, addressed by what they are. A reader sees all of an artifact or nothing of it. */
export interface ArtifactStore {
  /** Below `folder`, which must be on the same disk; absent: in the store's own place for drafts. */
  draft(folder?: string): Promise<ArtifactDraft>;
  /** Checks the bytes against the hash (once per process) and returns the folder. */
  open(hash: string): Promise<string>;
  readJson<T>(hash: string): Promise<T>;
  /** Stores an uploaded file as it streams in. */
  putFile(stream: Readable): Promise<{ readonly hash: string; readonly sizeBytes: number }>;
  hasFile(hash: string): Promise<boolean>;
  filePath(hash: string): string;
}
