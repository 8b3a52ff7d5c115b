import type { Column } from './schema';

/** How a raw file becomes a table; part of the dataset version's identity and of every endpoint's contract. */
export interface ParseRules {
  readonly format: 'csv' | 'parquet';
  readonly delimiter: string;
  readonly header: boolean;
  readonly encoding: 'utf-8' | 'latin-1' | 'utf-16';
  readonly nullTokens: readonly string[];
  readonly trim: boolean;
  /** strptime patterns tried in order for dates and timestamps. */
  readonly dateFormats: readonly string[];
  /** Corrections of inferred types. */
  readonly types: Readonly<Record<string, Column['type']>>;
  readonly key?: string;
  /** Columns that go by another name than the file's: the file's name, then ours. Types and key use ours. */
  readonly names?: Readonly<Record<string, string>>;
}

/** A dataset version that a source asks for: an immutable snapshot of one file under one set of parse rules. */
export interface DatasetRequest {
  readonly kind: 'dataset';
  /** Content key of file hash, rules and reader version: the key of the snapshot's artifact. */
  readonly key: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly rules: ParseRules;
}

export interface DatasetFact {
  readonly columns: readonly Column[];
  readonly rowCount: number;
  /** Cells and lines that did not parse; they are in the `unparsed` output. */
  readonly unparsedCount: number;
  readonly key?: string;
}

/** What the compiler cannot compute and asks its caller for. */
export type FactRequest = DatasetRequest;

export interface Facts {
  /** Undefined: not known yet. An error: it was tried and cannot be had. */
  dataset(request: DatasetRequest): DatasetFact | { readonly error: string; readonly hint?: string } | undefined;
  /** True when an artifact with this key is in the catalogue, so that it will be reused. */
  has(key: string): boolean;
}
