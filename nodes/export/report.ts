/** What an export wrote, or would write. */
export interface ExportReport {
  readonly target: 'csv' | 'parquet' | 'postgres';
  /** A file: its path below the folder of exports, with `/`. */
  readonly file?: string;
  /** A table: its name, and the environment variable of its connection. */
  readonly table?: string;
  readonly connection?: string;
  readonly isWritten: boolean;
  readonly rowCount: number;
  readonly columns: readonly string[];
  readonly sizeBytes?: number;
}
