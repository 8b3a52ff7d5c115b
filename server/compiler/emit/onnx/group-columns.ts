import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { constant, type OnnxConstant, operator } from '@/nodes/kernel/expr/onnx/tensor';
import { concatColumns, isSameForAllRows, widthOf } from './tensor-facts';

/** Operators that act on each element alone, so that columns treated alike can be one [N, k] tensor. */
const ELEMENTWISE = new Set([
  'Add',
  'Sub',
  'Mul',
  'Div',
  'Where',
  'IsNaN',
  'IsInf',
  'Cast',
  'And',
  'Or',
  'Not',
  'Equal',
  'Less',
  'LessOrEqual',
  'Greater',
  'GreaterOrEqual',
  'Abs',
  'Ceil',
  'Cos',
  'Exp',
  'Floor',
  'Log',
  'Mod',
  'Neg',
  'Pow',
  'Sign',
  'Sin',
  'Sqrt',
]);

/** Columns side by side, in an order of their own: `positions[c]` is where column c of the parts is. */
export interface GroupedColumns {
  readonly tensor: OnnxTensor;
  readonly positions: readonly number[];
}

/**
 * Joins column tensors ([N, w] each) into one. Columns computed alike (the same operators over other inputs and
 * constants) are computed together, because an operator costs 1.5 µs per call whatever its width.
 */
export function groupColumns(parts: readonly OnnxTensor[]): GroupedColumns {
  const shapeOf = shapes();
  const starts = startsOf(parts.map(widthOf));
  const groups = groupBy(parts, shapeOf);
  const positions: number[] = [];
  const tensors: OnnxTensor[] = [];
  let at = 0;
  for (const members of groups) {
    const group = members.map((index) => parts[index]!);
    const widths = group.map(widthOf);
    tensors.push(group.length === 1 ? group[0]! : merge(group, widths));
    members.forEach((index, member) => {
      for (let component = 0; component < widths[member]!; component++) positions[starts[index]! + component] = at++;
    });
  }
  return { tensor: concatColumns(tensors), positions };
}

function groupBy(parts: readonly OnnxTensor[], shapeOf: (tensor: OnnxTensor) => number): number[][] {
  const groups = new Map<number, number[]>();
  parts.forEach((part, index) => {
    const shape = shapeOf(part);
    const group = groups.get(shape);
    if (group) group.push(index);
    else groups.set(shape, [index]);
  });
  return [...groups.values()];
}

function startsOf(widths: readonly number[]): number[] {
  let at = 0;
  return widths.map((width) => {
    at += width;
    return at - width;
  });
}

/** A number per kind of computation: equal where only inputs, constants and widths differ. */
function shapes(): (tensor: OnnxTensor) => number {
  const numbers = new Map<string, number>();
  const known = new Map<OnnxTensor, number>();
  return function shapeOf(tensor): number {
    const before = known.get(tensor);
    if (before !== undefined) return before;
    const words =
      tensor.kind === 'constant'
        ? `constant ${tensor.element}`
        : isElementwise(tensor)
          ? `${tensor.operator} ${tensor.inputs.map(shapeOf).join(' ')} ${JSON.stringify(tensor.attributes)}`
          : `${isSameForAllRows(tensor) ? 'one row' : 'column'} ${tensor.element}`;
    const number = numbers.get(words) ?? numbers.size;
    numbers.set(words, number);
    known.set(tensor, number);
    return number;
  };
}

type Operator = Extract<OnnxTensor, { kind: 'operator' }>;
const isElementwise = (tensor: OnnxTensor): tensor is Operator =>
  tensor.kind === 'operator' && ELEMENTWISE.has(tensor.operator);

/** Tensors of one shape as one tensor, member i taking `widths[i]` columns. */
function merge(members: readonly OnnxTensor[], widths: readonly number[]): OnnxTensor {
  const first = members[0]!;
  if (areConstants(members)) return mergedConstant(members, widths);
  const own = members.map(widthOf);
  if (own.some((width, member) => width !== widths[member]!)) return spread(merge(members, own), widths);
  if (!isElementwise(first)) return concatColumns(members);
  const inputs = first.inputs.map((_, argument) => members.map((member) => (member as Operator).inputs[argument]!));
  if (first.operator === 'Equal' && inputs[0]![0]!.element === 'string') return mergedTextEqual(inputs, widths);
  return { ...first, inputs: inputs.map((argument) => (isShared(argument) ? argument[0]! : merge(argument, widths))) };
}

/** One column for all members broadcasts as it is. */
const isShared = (argument: readonly OnnxTensor[]): boolean =>
  widthOf(argument[0]!) === 1 && argument.every((tensor) => tensor === argument[0]);

const areConstants = (tensors: readonly OnnxTensor[]): tensors is readonly OnnxConstant[] =>
  tensors.every((tensor) => tensor.kind === 'constant');

function mergedConstant(members: readonly OnnxConstant[], widths: readonly number[]): OnnxTensor {
  const values = members.flatMap(({ values }, member) =>
    values.length === widths[member] ? values : new Array<number | string | boolean>(widths[member]!).fill(values[0]!),
  );
  return constant(members[0]!.element, [1, values.length], values);
}

/** Repeats column i of a tensor `widths[i]` times. */
function spread(tensor: OnnxTensor, widths: readonly number[]): OnnxTensor {
  const columns = widths.flatMap((width, member) => new Array<number>(width).fill(member));
  return operator('Gather', tensor.element, [tensor, constant('int64', [columns.length], columns)], {
    axis: { int: 1 },
  });
}

/** Texts against constants: each text becomes a number once, so that no text is copied per category. */
function mergedTextEqual(inputs: readonly (readonly OnnxTensor[])[], widths: readonly number[]): OnnxTensor {
  const [texts, categories] = inputs as [readonly OnnxTensor[], readonly OnnxTensor[]];
  if (!areConstants(categories) || texts.some((tensor) => widthOf(tensor) !== 1)) {
    return operator(
      'Equal',
      'bool',
      inputs.map((argument) => merge(argument, widths)),
    );
  }
  const known = [...new Set(categories.flatMap((tensor) => tensor.values.map(String)))];
  const code = new Map(known.map((text, at) => [text, at]));
  const ones = texts.map(() => 1);
  const coded = operator(
    'LabelEncoder',
    'int64',
    [merge(texts, ones)],
    { keys_strings: { texts: known }, values_int64s: { ints: known.map((_, at) => at) }, default_int64: { int: -1 } },
    'ai.onnx.ml',
  );
  const codes = mergedConstant(
    categories.map((tensor) =>
      constant(
        'int64',
        tensor.shape,
        tensor.values.map((text) => code.get(String(text))!),
      ),
    ),
    widths,
  );
  return operator('Equal', 'bool', [widths.every((width) => width === 1) ? coded : spread(coded, widths), codes]);
}
