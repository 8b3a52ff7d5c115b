import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { BindingFact, DatasetFact, FactError, FactRequest } from '@/nodes/kernel/facts';
import type { ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { ColumnChange, PlannedChange } from '@/server/compiler/columns/change-column';
import type { DocPatch } from './doc-patch';
import type { NodeDelta } from './node-delta';

export type KnownFact = DatasetFact | BindingFact | FactError;

/** To the worker: what changed. It analyzes once for all that came in together. */
export interface AnalysisRequest {
  readonly patch?: DocPatch;
  /** Numbers the drawings that were sent: a reply says which of them it is about. */
  readonly drawing?: number;
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
  readonly facts?: Readonly<Record<string, KnownFact>>;
}

/** To the worker: what a change of a column would take. Nothing is applied. */
export interface ChangeRequest {
  readonly plan: ColumnChange;
  readonly ticket: number;
}

export interface ChangeReply {
  readonly ticket: number;
  readonly planned: PlannedChange;
}

/** From the worker: of the nodes that are not what they were, what is new. */
export interface AnalysisReply {
  readonly drawing: number;
  readonly changed: readonly NodeDelta[];
  readonly removed: readonly string[];
  /** Absent: as before. */
  readonly diagnostics?: readonly Diagnostic[];
  readonly needs: readonly FactRequest[];
  /** The spec's hash, when there is a spec: the drawing can run. */
  readonly specHash?: string;
}

/** From the worker, after the analysis: what a version of the drawing would be known by. */
export interface HashReply {
  readonly drawing: number;
  readonly documentHash: string;
}
