import type { LearnedRule } from './define-node';
import type { LearnedType } from './expr/expr';
import type { DatasetRequest } from './facts';
import type { FoldUse } from './folds';
import type { LearnedStep } from './learned-from';
import type { Partition, TableSchema } from './schema';

/** A table artifact as a stage sees it: Parquet on this machine, never rows in memory it did not ask for. */
export interface TableHandle {
  readonly path: string;
  readonly schema: TableSchema;
  readonly rowCount: number;
  /** Component names of its vector columns. */
  readonly components?: Readonly<Record<string, readonly string[]>>;
}

/** What a task knows of a table it writes, beyond what its file says. */
export interface TableMeta {
  /** The language's types with nullability; without it the file's own are read. */
  readonly schema?: TableSchema;
  /** Values and lines of a source that did not parse. */
  readonly unparsedCount?: number;
  readonly summary?: StageSummary;
}

/** Learned values of one fit. */
export type LearnedValues = Readonly<Record<string, { readonly type: LearnedType; readonly value: unknown }>>;

/** SQL over tables, in the stage's own DuckDB. */
export interface StageDatabase {
  /** Rows as plain objects; for small results only. */
  rows<T extends Record<string, unknown>>(sql: string): Promise<T[]>;
  execute(sql: string): Promise<void>;
  /** Columns as doubles, null as NaN, by the order of `columns`; a vector column yields one array per component. */
  doubles(sql: string, columns: readonly string[]): Promise<Float64Array[]>;
  /** A text column's values, null as null. */
  texts(sql: string, column: string): Promise<(string | null)[]>;
  /** Writes the result of a query as the Parquet file of an output. */
  writeTable(sql: string, path: string): Promise<void>;
}

export interface StageInputs {
  table(port: string): TableHandle;
  hasTable(port: string): boolean;
  /** A model or report artifact's JSON. */
  json<T>(port: string): Promise<T>;
}

export interface StageOutputs {
  /** Writes a table output by a query. */
  table(port: string, sql: string, meta?: TableMeta): Promise<void>;
  /** Takes over a Parquet file that the task wrote into its scratch folder. */
  tableFile(port: string, path: string): Promise<void>;
  /** Writes a model or report output. What is written before a StageFailure is kept. */
  json(port: string, value: unknown, summary?: StageSummary): Promise<void>;
  /** A binary beside an output's JSON (an ONNX file). */
  binary(port: string, name: string, bytes: Uint8Array): Promise<void>;
}

/** A few figures for the card, in reading order. */
export type StageSummary = Readonly<Record<string, string | number | boolean | null>>;

/** Losses so far, for the card of a task that trains: of every iteration, or thinned evenly, the last one last. */
export interface LossCurves {
  readonly train: readonly number[];
  readonly validation?: readonly number[];
}

/** How far a task is. */
export interface StageProgress {
  readonly done: number;
  readonly total: number;
  readonly words?: string;
  readonly curves?: LossCurves;
}

/** State of a task that takes long. It outlives the process, and goes when the stage has ended well or was refused. */
export interface StageCheckpoint {
  load(): Promise<Uint8Array | undefined>;
  save(bytes: Uint8Array): Promise<void>;
}

export interface RunContext<C> {
  readonly config: C;
  readonly nodeId: string;
  readonly title: string;
  readonly inputs: StageInputs;
  /** Content keys of the inputs, by port: which version of the data this is. */
  readonly inputKeys: Readonly<Record<string, string>>;
  readonly outputs: StageOutputs;
  readonly database: StageDatabase;
  /** What the compiler prepared for this node, beyond its settings (a serving plan, a model signature). */
  readonly plan: unknown;
  /** How to find the rows of every round, where the split deals folds and the node judges on them: see `roundsOf`. */
  readonly folds?: FoldUse;
  /** What the nodes above learned, in order, for the proof that a model carries. */
  readonly taughtBy: readonly LearnedStep[];
  readonly dataset?: { readonly request: DatasetRequest; readonly filePath: string };
  /** An empty folder of this attempt's own, removed when it ends; the database may read and write it. */
  readonly scratchFolder: string;
  readonly threads: number;
  /** What its database may use, and any other engine that it opens. */
  readonly memoryLimitBytes: number;
  readonly signal: AbortSignal;
  /** Publishing is wanted: a saved version, started with Publish. */
  readonly publish: boolean;
  /** By a name of the task's own: letters, digits and hyphens. */
  checkpoint(name: string): StageCheckpoint;
  progress(done: number, total: number, words?: string, curves?: LossCurves): void;
  log(message: string): void;
}

export interface NodeRun<C = unknown> {
  run(context: RunContext<C>): Promise<void>;
}

/** Declares what a task does; it runs in a child process of the worker. */
export const defineRun = <C>(run: (context: RunContext<C>) => Promise<void>): NodeRun<C> => ({ run });

/** What a fit made by code gets: the training rows and nothing else. */
export interface FitContext<C> {
  readonly config: C;
  readonly schema: TableSchema;
  /** The training rows, to be selected from: `select "age" from ${rows}`. Their order is the same for the same table. */
  readonly rows: string;
  /** One thread, so that a sum is the same each time. */
  readonly database: StageDatabase;
  /** What it must return, as the definition declared it. */
  readonly learns: Readonly<Record<string, LearnedRule>>;
  readonly signal: AbortSignal;
  progress(done: number, total: number, words?: string): void;
}

/** Learns a value for every name of `learns`; null (or an empty list) where there is nothing to learn from. */
export type NodeFit<C = unknown> = (context: FitContext<C>) => Promise<Readonly<Record<string, unknown>>>;

/** Declares what a node learns by code: `export const fit = defineFit<Config>(…)` in its `run.ts`. */
export const defineFit = <C>(fit: NodeFit<C>): NodeFit<C> => fit;

/** The steps of a node's work, by the name that its definition gives them; each writes the output `STEP_OUTPUT`. */
export type NodeSteps<C = unknown> = Readonly<Record<string, NodeRun<C>>>;

/** The JSON that a step writes; who reads the step finds it under the step's name. */
export const STEP_OUTPUT = 'result';

/** What a `run.ts` exports: a task, with its steps; a fit; or both. */
export interface NodeModule<C = unknown> {
  readonly default?: NodeRun<C>;
  readonly fit?: NodeFit<C>;
  readonly steps?: NodeSteps<C>;
}

/** A gate that did not pass, or data a person must change: fails the run without a retry. */
export class StageFailure extends Error {
  constructor(
    message: string,
    readonly details: { hint?: string; kind: 'gate' | 'validation' | 'data' } = { kind: 'data' },
  ) {
    super(message);
    this.name = 'StageFailure';
  }
}

export type { Partition };
