import type { z } from 'zod';
import type { Diagnostic, DiagnosticCode, Fix } from './diagnostics';
import type { NodeExample } from './examples';
import type { Expr, LearnedType } from './expr/expr';
import type { BindingFact, BindingRequest, DatasetFact, DatasetRequest } from './facts';
import type { FoldUse } from './folds';
import type { InputPort, OutputPort } from './ports';
import type { Aggregate, NamedExpr, Rel } from './rel/rel';
import type { Partition, ScalarType, TableSchema } from './schema';

export const CATEGORIES = [
  'source',
  'check',
  'shape',
  'combine',
  'prepare',
  'model',
  'judge',
  'serve',
  'watch',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** All that a compiler pass may ask about a node. */
export interface Traits {
  /** What it does to rows: keeps each, drops some one by one, or makes others of them. */
  readonly rows: 'keeps' | 'drops' | 'changes' | 'none';
  readonly learns: 'nothing' | 'from-training-rows';
  /**
   * Which other rows decide what a row becomes; the leakage pass judges by it. Absent: none. `past`: only rows that come
   * before it in the order of a time column. `others`: any, so that a row's values can tell of the future or of the answer.
   */
  readonly looksAt?: 'past' | 'others';
  /** Training rows become what the rows of other folds taught, so it must know which rows those are. */
  readonly outOfFold?: true;
  readonly determinism: 'pure' | 'seeded' | 'external';
  /** What it means for one row at serving time. */
  readonly serving: 'per-row' | 'pass' | 'train-only' | 'forbidden';
  /** Rows below it carry a partition label. */
  readonly labelsRows?: 'row-local' | 'rank-based';
  /** Never reused; executes only for a saved version started with Publish. */
  readonly effect?: 'publishes';
  /** What follows waits for its task, and is skipped when that fails. */
  readonly gate?: true;
}

export type Inputs = Readonly<Record<string, TableSchema | undefined>>;

export interface SchemaContext<C> {
  readonly config: C;
  /** Schemas of the table inputs that are wired. */
  readonly inputs: Inputs;
  /** The dataset of a source, when known. */
  readonly dataset?: DatasetFact;
  /** What its query makes, when known. */
  readonly binding?: BindingFact;
}

export interface CheckContext<C> extends SchemaContext<C> {
  readonly nodeId: string;
  /** Reports a problem at a setting of this node. */
  report(
    code: DiagnosticCode,
    path: readonly (string | number)[],
    message: string,
    more?: { hint?: string; fix?: Fix; severity?: Diagnostic['severity'] },
  ): void;
}

/** What is said of a learned value, however it is learned. */
export interface LearnedRule {
  readonly type: LearnedType;
  /** Refuse to learn nothing: the sentence a person reads when no training row has a value. */
  readonly required?: string;
  /** Refuse lists longer than this. */
  readonly atMost?: { readonly count: number; readonly message: string };
}

/** Learned by an aggregate over the training rows; with `by`, over those of each key, as a map. */
export interface FitAggregate extends Omit<Aggregate, 'name'>, LearnedRule {
  readonly by?: FitKeys;
}

/** The keys of a learned map, matched as text; rows without a key are left out. Read by `lookup(key, learned(name))`. */
export interface FitKeys {
  readonly key: Expr;
  /** Learned for every fold from the rows of the other folds: the map's keys are then `foldedKey(key, fold)`. For `mean`. */
  readonly fold?: Expr;
  /**
   * Draws the mean of a key that has few rows towards the mean of all, as if `rows` more rows had that mean; or by how
   * much the values of the key vary (empirical Bayes). For `mean`.
   */
  readonly shrink?: { readonly rows: number } | 'by-variance';
  /** Leave out keys whose value is smaller, or not among the largest (ties go to the smaller key). */
  readonly keep?: { readonly atLeast?: number; readonly shareOfSum?: number; readonly largest?: number };
}

/** Learned by the `fit` that the node's `run.ts` exports: for what SQL cannot find (an optimum, a search). */
export interface FitByTask extends LearnedRule {
  readonly task: true;
}

export type FitEntry = FitAggregate | FitByTask;

/** What one output port is. */
export type Lowered =
  | { readonly kind: 'relation'; readonly rel: Rel }
  /** Made by the node's `run.ts`. With `reads` its `table` is that output of this very node, not the input. */
  | { readonly kind: 'task'; readonly reads?: string }
  /** The artifact of an input, handed on (behind a gate). */
  | { readonly kind: 'pass'; readonly input: string };

export interface LowerContext<C> {
  readonly config: C;
  readonly inputs: Readonly<Record<string, Rel>>;
  readonly schemas: Inputs;
  readonly outputs: Readonly<Record<string, TableSchema>>;
  /** A value that `fit` learned, as an expression. */
  learned(name: string): Expr;
}

/**
 * A part of a node's task that is a stage of its own: kept, reused and resumed by its own key. It reads what the node
 * reads, and the results of other steps.
 */
export interface TaskStep {
  /** The function among the `steps` of the node's `run.ts`. */
  readonly run: string;
  /** Its settings: with what it reads all that decides its result, and so its key. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Names of steps before it, whose results it reads as JSON under these names. */
  readonly reads: readonly string[];
}

/** What a trained model reads and makes, for the serving graph. */
export interface ModelSignature {
  readonly target: string;
  readonly features: readonly string[];
}

/** A part of a split beyond the training rows: something is judged by it, a setting or a stop chosen by it, or a model learned from it. */
export interface PartUse {
  readonly part: Partition;
  readonly to: 'judge' | 'tune' | 'learn';
  /** What is chosen, in words: “The threshold 0.3”. */
  readonly what: string;
  /** The setting. */
  readonly path: readonly (string | number)[];
}

export interface NodeDefinition<S extends z.ZodObject = z.ZodObject> {
  readonly type: string;
  readonly version: number;
  readonly title: string;
  readonly summary: string;
  readonly category: Category;
  readonly ports: {
    readonly in: Readonly<Record<string, InputPort>>;
    readonly out: Readonly<Record<string, OutputPort>>;
  };
  readonly config: S;
  readonly traits: Traits | ((config: z.infer<S>) => Traits);
  /** Bumped when what it makes changes for the same settings; part of every key. */
  readonly implementation?: string;
  /** Config of an older version as one of this; `from` is the version it was saved with. */
  readonly migrate?: (config: Record<string, unknown>, from: number) => Record<string, unknown>;
  /** The dataset version this node reads, when its settings say enough. */
  readonly dataset?: (config: z.infer<S>) => DatasetRequest | undefined;
  /** The query whose columns must be found; undefined while the columns of its inputs are not known. */
  readonly binding?: (context: SchemaContext<z.infer<S>>) => BindingRequest | undefined;
  /** Schemas of the table outputs. */
  readonly outputSchema: (context: SchemaContext<z.infer<S>>) => Record<string, TableSchema>;
  /** The columns that the expression at a setting's path may read, where they are not those of an input. */
  readonly expressionTable?: (
    context: SchemaContext<z.infer<S>>,
    path: readonly (string | number)[],
  ) => TableSchema | undefined;
  /** Problems beyond what the fields check themselves (existence and type of chosen columns). */
  readonly check?: (context: CheckContext<z.infer<S>>) => void;
  /** What it learns from training rows, by name; the compiler has already filtered them. `lower` reads it by `learned(name)`. */
  readonly fit?: (context: SchemaContext<z.infer<S>>) => Record<string, FitEntry>;
  /** Every output port's meaning; the default is a task for each. */
  readonly lower?: (context: LowerContext<z.infer<S>>) => Record<string, Lowered>;
  /** Steps of its task, by name and in order; the task itself reads the results of all. */
  readonly steps?: (context: SchemaContext<z.infer<S>> & { readonly folds?: FoldUse }) => Record<string, TaskStep>;
  /** Set by trainers: what their `model` output reads. */
  readonly model?: (context: SchemaContext<z.infer<S>>) => ModelSignature | undefined;
  /** Set by nodes that make a new model of one they are given: the input port. The new model reads what that one reads. */
  readonly modelFrom?: string;
  /** Settings under which an output column this node makes has another name, when it can have one. */
  readonly renameOutput?: (config: z.infer<S>, from: string, to: string) => Record<string, unknown> | undefined;
  /** Settings under which an output column this node makes has another type. */
  readonly retypeOutput?: (config: z.infer<S>, column: string, to: ScalarType) => Record<string, unknown> | undefined;
  /** Set by trainers: settings under which the model reads just these features. */
  readonly withFeatures?: (features: readonly string[]) => Record<string, unknown>;
  /** Settings under which this node hands the column on as it came. */
  readonly leaveAlone?: (config: z.infer<S>, column: string) => Record<string, unknown>;
  /** Set by nodes that hand a model on: how its probabilities become a class. */
  readonly decision?: (config: z.infer<S>) => { readonly threshold: number; readonly positive?: string };
  /** Its task judges decisions: the compiler adds how the nodes above decide to its settings, by this name. */
  readonly takesDecision?: string;
  /** It judges what it learns on the folds that the split deals, each by what the others taught. */
  readonly usesFolds?: (config: z.infer<S>) => boolean;
  /** Parts of a split it reads beyond the training rows, and what for; tuning on the part that judges is refused by this. */
  readonly usesParts?: (config: z.infer<S>) => readonly PartUse[];
  /** The input port whose serving graph this node packages: it gets a serving plan and held-out rows. */
  readonly serves?: string;
  readonly ui: {
    readonly icon: string;
    readonly keywords: readonly string[];
    /** The one line on the card. */
    readonly describe: (config: z.infer<S>) => string;
  };
  readonly examples?: readonly NodeExample[];
}

/** A node of any config: what the registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: a registry of differently typed configs; each definition is checked where it is written.
export type AnyNode = NodeDefinition<any>;

/** Declares a node type; the types of its settings flow into every function. */
export function defineNode<S extends z.ZodObject>(definition: NodeDefinition<S>): NodeDefinition<S> {
  return definition;
}

export const traitsOf = (definition: AnyNode, config: unknown): Traits =>
  typeof definition.traits === 'function' ? definition.traits(config) : definition.traits;

export type { NamedExpr };
