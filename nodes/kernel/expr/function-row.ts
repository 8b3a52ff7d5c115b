import type { ScalarType } from '../schema';
import type { Expr } from './expr';
import type { OnnxValue } from './onnx/onnx';

/**
 * How far DuckDB and ONNX agree: `exact` to the bit, `close` within 1e-15 + 4 ulp, one row and a batch alike. A function
 * without an ONNX form says why, for the person who wants to publish it.
 */
export type Agreement = 'exact' | 'close' | { readonly notServable: string };

/** The sections of the functions page and of the autocomplete. */
export const FUNCTION_GROUPS = [
  'logic',
  'comparison',
  'missing values',
  'arithmetic',
  'rounding',
  'exponents',
  'trigonometry',
  'text',
  'patterns',
  'dates and times',
  'categories',
  'conversion',
] as const;
export type FunctionGroup = (typeof FUNCTION_GROUPS)[number];

/** A parameter's type. `any` takes every scalar; `same` is one scalar type, equal wherever it stands in the signature. */
export type ParameterType = ScalarType | 'any' | 'same' | 'text-list' | 'number-list';

export interface Signature {
  readonly parameters: readonly ParameterType[];
  /** Names for documentation and autocomplete, one per parameter (and one for `rest`). */
  readonly names: readonly string[];
  /** How many of `parameters` may be left out, from the end. */
  readonly optional?: number;
  /** Any number more of this type. */
  readonly rest?: ParameterType;
  readonly result: ScalarType | 'same' | 'vector';
}

/** What a lowering knows of its call beyond its arguments. */
export interface CallShape {
  readonly args: readonly Expr[];
  /** Types of the arguments after widening, as the type checker found them; absent in calls that nodes build of doubles. */
  readonly types?: readonly ScalarType[];
}

/** Something wrong with one argument of a call, by position. */
export interface ArgumentProblem {
  readonly argument: number;
  readonly message: string;
  readonly hint?: string;
}

/** A function of the expression language: one row says everything about it. */
export interface FunctionRow {
  readonly group: FunctionGroup;
  /** One sentence: what it gives, when it is null, and its source where there is one. */
  readonly summary: string;
  /** Overloads, tried in order; an int is widened to float where no overload takes it as it is. */
  readonly signatures: readonly Signature[];
  /**
   * `propagate`: null when an argument is null, and otherwise never. `domain`: also outside its domain (overflow, division
   * by zero, an unparsable text). `own`: it decides about nulls itself. `never`: never null.
   */
  readonly nulls: 'propagate' | 'domain' | 'own' | 'never';
  /** For `own`: whether the value may be missing, given which arguments may be; without it, always. */
  readonly mayBeNull?: (nullable: readonly boolean[]) => boolean;
  readonly agreement: Agreement;
  /** Parameters (by position) that must be written out as a literal: a unit, a pattern, a list. */
  readonly constants?: readonly number[];
  /** What is wrong with a written-out argument (a pattern that cannot be read), asked of calls whose types fit. */
  readonly check?: (call: CallShape) => ArgumentProblem | undefined;
  /** Built by nodes, not typed by people. */
  readonly internal?: true;
  /** SQL of the call, given the SQL of its arguments. */
  readonly duckdb: (args: readonly string[], call: CallShape) => string;
  /** The same call as ONNX operators, given lowered arguments; absent when not servable. */
  readonly onnx?: (args: readonly OnnxValue[], call: CallShape) => OnnxValue;
  /** A call as a person types it and what it gives: documentation and a test. */
  readonly example?: { readonly of: string; readonly is: string | number | boolean | null };
}

type RowRest = Pick<FunctionRow, 'duckdb' | 'onnx' | 'example'> & Partial<FunctionRow>;

/** Writes the rows of a group: what most of them share is said once, and a row may say otherwise. */
export const rowsLike =
  (shared: Pick<FunctionRow, 'group' | 'nulls' | 'agreement'>) =>
  (summary: string, signatures: readonly Signature[], rest: RowRest): FunctionRow => ({
    ...shared,
    summary,
    signatures,
    ...rest,
  });
