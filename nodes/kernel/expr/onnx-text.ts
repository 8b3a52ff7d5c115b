import type { OnnxTensor, OnnxValue } from './onnx';
import { eitherMissing, operator, replaceWhere, scalar } from './onnx-tensor';

/** A text, '' where it is missing. */
export function textWhere(data: OnnxTensor, missing: OnnxTensor | undefined): OnnxValue {
  if (missing === undefined) return { type: 'text', data };
  return { type: 'text', data: replaceWhere(missing, data, scalar('string', '')), missing };
}

export function concatTexts(args: readonly OnnxValue[]): OnnxValue {
  const data = args.map((arg) => arg.data).reduce((a, b) => operator('StringConcat', 'string', [a, b]));
  return args.length === 1 ? args[0]! : textWhere(data, eitherMissing(args.map((arg) => arg.missing)));
}
