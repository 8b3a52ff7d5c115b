import type { ScalarType } from '../../schema';

/** A tensor that is yet to be computed: a graph of ONNX operators as plain data, shared parts by reference. */
export type OnnxTensor =
  | { readonly kind: 'input'; readonly name: string; readonly element: OnnxElement }
  | {
      readonly kind: 'constant';
      readonly element: OnnxElement;
      readonly shape: readonly number[];
      readonly values: readonly (number | string | boolean)[];
    }
  | {
      readonly kind: 'operator';
      readonly operator: string;
      readonly domain?: OnnxDomain;
      readonly inputs: readonly OnnxTensor[];
      readonly attributes: Readonly<Record<string, OnnxAttribute>>;
      readonly element: OnnxElement;
      /** Columns of the result, where they cannot be read off the operator and its inputs. */
      readonly width?: number;
      /** How many results the operator has when more than one; this is the first, `output` the others. */
      readonly outputs?: number;
    }
  | { readonly kind: 'output'; readonly of: OnnxTensor; readonly at: number; readonly element: OnnxElement };

export type OnnxDomain = 'ai.onnx.ml' | 'com.microsoft';
export type OnnxElement = 'double' | 'int64' | 'bool' | 'string';
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly ints: readonly number[] }
  | { readonly text: string }
  | { readonly texts: readonly string[] }
  | { readonly graph: OnnxSubgraph }
  | {
      readonly tensor: {
        readonly element: OnnxElement | 'uint8';
        readonly shape: readonly number[];
        readonly values: readonly (number | string | boolean)[];
      };
    };

/** The body of a loop. Names must not occur outside it; a dimension by name may have any size. */
export interface OnnxSubgraph {
  readonly inputs: readonly OnnxPlace[];
  readonly outputs: readonly (OnnxPlace & { readonly tensor: OnnxTensor })[];
}
export interface OnnxPlace {
  readonly name: string;
  readonly element: OnnxElement;
  readonly dims: readonly (number | string)[];
}

/**
 * A lowered expression: [N, 1] values (or [N, k] for a vector) and which rows are missing.
 * A missing float is NaN in `data` and has no mask; other types carry a bool mask when they can be missing. A missing
 * text is '' in `data` as well.
 */
export interface OnnxValue {
  readonly type: ScalarType | 'vector' | 'list';
  readonly data: OnnxTensor;
  /** bool [N, 1], true where the value is missing. Absent: never missing, or a float. */
  readonly missing?: OnnxTensor;
  /** Components of a vector; entries of a list literal. */
  readonly width?: number;
  readonly items?: readonly (string | number)[];
  /** A text as [N, any] characters, '' where there is none: spares splitting what was just joined. */
  readonly characters?: OnnxTensor;
}

export { NotServable } from './tensor';
