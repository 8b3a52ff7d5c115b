/** A cell of an example table: dates and timestamps as ISO text, vectors as lists. */
export type Cell = string | number | boolean | null | readonly (number | null)[];

/** A tiny table: `'name:type'` headers, then rows. */
export interface ExampleTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Tiny tables in and out of a node: a test, a documentation page and a palette preview at once. */
export interface NodeExample {
  readonly title: string;
  readonly config: Record<string, unknown>;
  readonly in: Readonly<Record<string, ExampleTable>>;
  /** Expected rows per table output, in any order. */
  readonly out?: Readonly<Record<string, ExampleTable>>;
  /** Label of each input row, for nodes that learn: rows without one are training rows. */
  readonly partition?: readonly ('train' | 'validation' | 'test')[];
  /** The run is expected to fail with a message that contains this. */
  readonly fails?: string;
}
