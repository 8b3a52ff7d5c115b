import type { AnyNode, Traits } from '@/nodes/kernel/define-node';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { FactRequest, Facts } from '@/nodes/kernel/facts';
import type { GraphDoc, ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { PortType } from '@/nodes/kernel/ports';
import type { TableSchema } from '@/nodes/kernel/schema';
import type { RunSpec } from './emit/run-spec';

export type Registry = Readonly<Record<string, AnyNode>>;

export interface CompileOptions {
  readonly registry: Registry;
  readonly facts: Facts;
  /** Values for run parameters; the document's defaults fill the rest. */
  readonly parameters?: Readonly<Record<string, ParameterValue>>;
}

export interface PortAnalysis {
  readonly type: PortType;
  /** Content key, when the graph above it is sound. */
  readonly key?: string;
  readonly schema?: TableSchema;
}

/** What the editor shows of a node without a run. */
export interface NodeAnalysis {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  /** The one line on the card. */
  readonly summary: string;
  readonly configured: boolean;
  readonly traits: Traits;
  /** The parsed settings, defaults filled in. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Schemas that arrive at its table inputs. */
  readonly inputs: Readonly<Record<string, TableSchema | undefined>>;
  readonly outputs: Readonly<Record<string, PortAnalysis>>;
  /** It learns from training rows only; or the model it hands on, or publishes, did. */
  readonly leakProof: boolean;
  /** The split below it whose labels are computed where it learns. */
  readonly hoistedFrom?: { readonly node: string; readonly title: string };
  /** Stages of the spec that do its work. */
  readonly stages: readonly string[];
  /** It does nothing: its outputs are those that stand in for them. */
  readonly bypassed?: true;
}

/** A model or an endpoint comes out of it, and with it the proof of what was learned from which rows. */
export const carriesProof = ({ outputs }: Pick<NodeAnalysis, 'outputs'>): boolean =>
  Object.values(outputs).some(({ type }) => type === 'model' || type === 'endpoint');

export interface Analysis {
  /** Undefined when the document cannot be read at all. */
  readonly doc?: GraphDoc;
  readonly nodes: Readonly<Record<string, NodeAnalysis>>;
  readonly diagnostics: readonly Diagnostic[];
  /** Facts that are missing; fetch them and analyze again. */
  readonly needs: readonly FactRequest[];
  /** Present when there is no error and nothing is needed. */
  readonly spec?: RunSpec;
}
