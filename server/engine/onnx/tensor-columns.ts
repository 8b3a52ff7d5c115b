import type { ScalarType } from '@/nodes/kernel/schema';
import type { OnnxSignature } from '@/server/compiler/emit/onnx';

/** One request column of many rows, in its tensor's own form: int64 for ints, days and microseconds; 0 and 1 for bool. */
export interface RequestValues {
  readonly values: Float64Array | BigInt64Array | Uint8Array | string[];
  /** 1 where the row has no value. A float says it by NaN and needs none. */
  readonly missing?: Uint8Array;
}
export type RequestTable = Readonly<Record<string, RequestValues>>;

export interface AnswerTensor {
  readonly values: Float64Array | BigInt64Array | Uint8Array | string[];
  /** Columns per row; values are row-major. */
  readonly width: number;
}
export type Answer = Readonly<Record<string, AnswerTensor>>;

/** An empty column of the right kind, every row missing, to be filled. */
export function blankColumn(type: ScalarType, rowCount: number): Required<RequestValues> {
  const missing = new Uint8Array(rowCount).fill(1);
  switch (type) {
    case 'float':
      return { values: new Float64Array(rowCount).fill(Number.NaN), missing };
    case 'text':
      return { values: new Array<string>(rowCount).fill(''), missing };
    case 'bool':
      return { values: new Uint8Array(rowCount), missing };
    default:
      return { values: new BigInt64Array(rowCount), missing };
  }
}

/** The answer to no rows: onnxruntime is not asked, some operators refuse it. */
export function emptyAnswer(signature: OnnxSignature): Answer {
  const answer: Record<string, AnswerTensor> = {};
  const place = (name: string, width: number) => {
    answer[name] = { values: new Float64Array(0), width };
  };
  if (signature.filter) place(signature.filter.kept, 1);
  if (signature.filter?.holds) place(signature.filter.holds, signature.filter.reasons.length);
  if (signature.model) place(signature.model.tensor, signature.model.classes?.length ?? 1);
  for (const column of signature.columns) {
    place(column.tensor, column.width);
    if (column.missing) place(column.missing, 1);
  }
  return answer;
}
