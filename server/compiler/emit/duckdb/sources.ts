/** Where a relation's leaves are when its SQL is rendered: artifacts on disk, learned values at hand. */
export interface SqlSources {
  /** A table expression for an artifact key, such as `read_parquet('…')`. */
  scan(key: string): string;
  learned(fit: string, name: string): unknown;
}
