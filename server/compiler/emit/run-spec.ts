import type { FitAggregate, LearnedRule } from '@/nodes/kernel/define-node';
import type { DatasetRequest } from '@/nodes/kernel/facts';
import type { FoldUse } from '@/nodes/kernel/folds';
import type { ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { LabelsOf, LearnedStep } from '@/nodes/kernel/learned-from';
import type { PortType } from '@/nodes/kernel/ports';
import type { Rel } from '@/nodes/kernel/rel/rel';
import type { TableSchema } from '@/nodes/kernel/schema';

export const SPEC_FORMAT = 'sluice/spec@1';

/** The compiled pipeline: plain data in canonical order. Layout and titles of the document never change `hash`. */
export interface RunSpec {
  readonly format: typeof SPEC_FORMAT;
  /** Content key of `parameters`, `stages` and `ports`. */
  readonly hash: string;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** In an order in which each stage comes after those it depends on. */
  readonly stages: readonly Stage[];
  /** Every output port, by `node.port`. */
  readonly ports: Readonly<Record<string, SpecPort>>;
}

export interface SpecPort {
  /** Content key: what the port's value is, before anything ran. */
  readonly key: string;
  readonly type: PortType;
  readonly schema?: TableSchema;
  /** The stage that writes this port's artifact; absent for a table fused into a later query. */
  readonly stage?: string;
  /** For tables: the relation over artifact keys, to open a port that is not materialised. */
  readonly rel?: Rel;
}

export type ArtifactKind = 'table' | 'json' | 'learned';

export interface StageInput {
  /** Port name of a task, or the key itself for scans and learned values. */
  readonly name: string;
  readonly key: string;
  readonly kind: ArtifactKind;
  readonly schema?: TableSchema;
}

export interface StageOutput {
  readonly name: string;
  readonly key: string;
  readonly kind: ArtifactKind;
  readonly schema?: TableSchema;
}

interface StageBase {
  /** `node`, or `node:fit`, `node:rows`, `node:trial-07`, `node:fit@2` (for a round): unique in the spec and readable in logs. */
  readonly id: string;
  /** Content key of the work: equal keys are one computation. */
  readonly key: string;
  /** The node whose card shows this stage first. */
  readonly node: string;
  /** Every node whose work this stage does (a fused chain). */
  readonly nodes: readonly string[];
  /** Stage ids whose artifacts it reads, and the gates it waits for. */
  readonly dependsOn: readonly string[];
  readonly inputs: readonly StageInput[];
  readonly outputs: readonly StageOutput[];
  /** Never reused; acts only in a run started with Publish. */
  readonly publishes: boolean;
  /** The round of folds, from 1, for which a node's work is done once more. */
  readonly round?: number;
}

/** One SQL query per output, over the artifacts of `inputs`. */
export interface QueryStage extends StageBase {
  readonly kind: 'query';
  readonly relations: Readonly<Record<string, Rel>>;
}

/** Learns from training rows, by aggregates and by the node's own `fit`; all of it is one `learned` artifact. */
export interface FitStage extends StageBase {
  readonly kind: 'fit';
  /** The rows to learn from (training rows only, below a split). */
  readonly rel: Rel;
  /** How its rows got the labels by which training rows are told apart. */
  readonly labels: LabelsOf;
  readonly aggregates: Readonly<Record<string, FitAggregate>>;
  readonly task?: FitTask;
}

/** The `fit` of a node's `run.ts`, in a child process. */
export interface FitTask {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** The columns of `rel`, as the node was told of them. */
  readonly schema: TableSchema;
  readonly learns: Readonly<Record<string, LearnedRule>>;
}

/** A node's `run.ts`, in a child process. */
export interface TaskStage extends StageBase {
  readonly kind: 'task';
  readonly type: string;
  readonly version: number;
  readonly config: Readonly<Record<string, unknown>>;
  readonly dataset?: DatasetRequest;
  /** For what makes or publishes a model: the fits above it, in order, each an input `learned:<key>`. */
  readonly taughtBy?: readonly TaughtBy[];
  /** For nodes that judge on folds: how they find the rows of every round. */
  readonly folds?: FoldUse;
  /** The step of its node's work that this is, as `run.ts` names it; absent for the node's own task. */
  readonly step?: string;
  /** What the compiler prepared for this node; a `ServePlan` for nodes that publish. */
  readonly plan?: unknown;
}

/** A fit on the way to a model, named for its node type: ids and titles of a drawing are in no artifact. */
export type TaughtBy = Required<Pick<LearnedStep, 'key' | 'type' | 'title' | 'labels'>>;

export type Stage = QueryStage | FitStage | TaskStage;
