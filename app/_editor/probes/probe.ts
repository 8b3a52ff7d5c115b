import type { PlainValue } from '@/server/worker/reader/match-rows';

export type Values = Readonly<Record<string, PlainValue>>;

/** A row that a person follows through the pipeline. Kept in this browser, never in the document. */
export interface Probe {
  readonly id: string;
  /** `node.port` where it was picked. */
  readonly port: string;
  /** What it is found by: the key alone where the table has one, else what stands in its columns. */
  readonly values: Values;
  /** “customer 7590”, or its first values. */
  readonly label: string;
}

/** A table the row was looked for in. */
export interface StepPort {
  /** `node.port` */
  readonly id: string;
  readonly title: string;
  /** For rows that the node leaves out. */
  readonly isAside: boolean;
  /** Rows that it has become here. */
  readonly count: number;
  /** Of the first of them. */
  readonly values: Values;
  readonly part: string | null;
  readonly places: readonly number[];
  /** Not made by a run yet. */
  readonly isPreview: boolean;
}

export interface CellChange {
  readonly column: string;
  /** Absent: the column is new. */
  readonly before?: PlainValue;
  readonly after: PlainValue;
}

/** What became of a row at a node. */
export interface ProbeStep {
  readonly node: string;
  readonly kind: StepKind;
  readonly ports: readonly StepPort[];
  readonly changes: readonly CellChange[];
  /** By which columns it was recognised behind the node. */
  readonly by: readonly string[];
  readonly prediction?: string;
  /** Why it was not followed further. */
  readonly problem?: string;
}

/**
 * `kept`: it leaves as one row. `gone`: it does not leave. `more`: it leaves as several. `grouped`: it is part of a row
 * that stands for several. `lost`: nothing that leaves tells which row it was. `ends`: no table leaves. `waits`: it takes
 * a run to know.
 */
export type StepKind = 'start' | 'kept' | 'gone' | 'more' | 'grouped' | 'lost' | 'ends' | 'waits';
