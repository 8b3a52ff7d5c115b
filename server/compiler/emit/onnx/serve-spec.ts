import type { ParseRules } from '@/nodes/kernel/facts';
import type { LeakageProof } from '@/nodes/kernel/learned-from';
import type { ColumnType, ScalarType } from '@/nodes/kernel/schema';
import type { FeatureColumn } from '@/nodes/kernel/trained-model';
import type { ColumnKind } from '@/server/explanation';
import type { DriftReference } from '@/server/monitoring/drift';
import type { Link } from '@/server/training/model';
import type { OnnxSignature } from './emit-onnx';

export const ENDPOINT_FORMAT = 'sluice/endpoint@1';

/** A raw column that a request carries, with what training rows had in it: for documentation, not for checking. */
export interface ContractColumn {
  readonly name: string;
  readonly type: ScalarType;
  readonly nullable: boolean;
  /** Least and greatest value seen; dates as ISO text. */
  readonly range?: readonly [number | string, number | string];
  /** Most frequent texts, at most 20, and whether there were more. */
  readonly categories?: readonly string[];
  readonly moreCategories?: boolean;
  readonly example: string | number | boolean | null;
}

export interface ContractOutput {
  readonly name: string;
  readonly type: ColumnType;
}

/** What explaining answers takes, beside the model's own JSON in the package. */
export interface ServedExplanation {
  /** The columns the model reads, in order, and how their values are said. */
  readonly columns: readonly { readonly column: FeatureColumn; readonly kind: ColumnKind }[];
  readonly link: Link;
  readonly isCalibrated: boolean;
}

/** What a gateway needs to answer requests: the contract, and how to read the file's tensors. */
export interface ServeSpec {
  readonly columns: readonly ContractColumn[];
  readonly parse: ParseRules;
  readonly lookups: readonly { readonly name: string; readonly table: string; readonly by: string }[];
  readonly answers: 'classes' | 'number' | 'columns';
  readonly target?: string;
  readonly classes?: readonly string[];
  /** Binary: the positive class from this probability up. */
  readonly threshold?: number;
  /** Binary: index of the positive class; 1 unless said. */
  readonly positive?: number;
  readonly outputs: readonly ContractOutput[];
  readonly reasons: readonly string[];
  readonly signature: OnnxSignature;
  /** Absent when the model cannot be explained, and in packages of earlier versions. */
  readonly explanation?: ServedExplanation;
}

/** How the file's answers differ from the trainer's on held-out rows. */
export interface ParityReport {
  readonly rows: number;
  readonly part: string;
  /** In a probability; in a predicted number beyond ±1, relative to it. */
  readonly maxDifference: number;
  readonly flips: number;
}

/** Distributions of training rows, per request column and for the answer. */
export interface EndpointReference {
  readonly columns: Readonly<Record<string, DriftReference>>;
  readonly score?: DriftReference;
  readonly prediction?: DriftReference;
}

/** The trained model itself, beside `model.onnx` in a package that can explain its answers. */
export const MODEL_FILE = 'model.json';

/** The `endpoint` artifact (value.json), with model.onnx beside it. */
export interface PackagedEndpoint {
  readonly format: typeof ENDPOINT_FORMAT;
  readonly slug: string;
  readonly title: string;
  readonly serveSpec: ServeSpec;
  readonly parity: ParityReport;
  readonly reference: EndpointReference;
  readonly metrics: Readonly<Record<string, number | null>>;
  /** What was learned on the way to it, and from which rows; absent in packages of earlier versions. */
  readonly proof?: LeakageProof;
}
