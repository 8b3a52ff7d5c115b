import type { Column, ColumnType, ScalarType } from './schema';

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

/** A table that a query names, with the columns that it will have. */
export interface BoundInput {
  /** The input port. */
  readonly port: string;
  /** What the query calls it. */
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
}

/** A person's own query over named tables: what columns does it make, or what is wrong with it? */
export interface BindingRequest {
  readonly kind: 'binding';
  /** Content key of all the rest. */
  readonly key: string;
  readonly query: string;
  readonly inputs: readonly BoundInput[];
}

export interface BindingFact {
  readonly columns: readonly {
    readonly name: string;
    readonly type: ScalarType;
    /** Columns of its inputs that the value is made of, as far as the query says. */
    readonly from: readonly { readonly port: string; readonly column: string }[];
    readonly how: 'same' | 'renamed' | 'derived';
  }[];
  /** It selects the label of its rows. */
  readonly partitioned: boolean;
  /** It computes over rows without keeping the parts of a split apart. */
  readonly mixesParts?: boolean;
}

/** Tried, and cannot be had. */
export interface FactError {
  readonly error: string;
  readonly hint?: string;
  /** Where in the text of a query, as an offset. */
  readonly at?: number;
}

/** What the compiler cannot compute and asks its caller for. */
export type FactRequest = DatasetRequest | BindingRequest;

export interface Facts {
  /** Undefined: not known yet. */
  dataset(request: DatasetRequest): DatasetFact | FactError | undefined;
  binding?(request: BindingRequest): BindingFact | FactError | undefined;
  /** True when an artifact with this key is in the catalogue, so that it will be reused. */
  has(key: string): boolean;
}
