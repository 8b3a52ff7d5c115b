import type { OnnxTensor, OnnxValue } from './onnx';
import { replaceWhere, scalar } from './onnx-tensor';

/** A text, '' where it is missing. */
export function textWhere(data: OnnxTensor, missing: OnnxTensor | undefined): OnnxValue {
  if (missing === undefined) return { type: 'text', data };
  return { type: 'text', data: replaceWhere(missing, data, scalar('string', '')), missing };
}
