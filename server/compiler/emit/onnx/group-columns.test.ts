import { expect, it } from 'vitest';
import { call, col, type Expr, float } from '@/nodes/kernel/expr/expr';
import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { writeGraph } from './graph-writer';
import { groupColumns } from './group-columns';
import { lowerExpr, type ValueScope } from './lower-expr';

const names = ['a', 'b', 'c', 'd'];
const scope: ValueScope = new Map(
  names.map((name) => [name, { type: 'float', data: { kind: 'input', name, element: 'double' } }]),
);

/** As they are written to the file, where equal parts are one. */
const operatorsOf = (tensor: OnnxTensor, operator: string): number =>
  writeGraph([{ name: 'out', tensor }], {}).nodes.filter((node) => node.operator === operator).length;

const grouped = (exprs: readonly Expr[]) =>
  groupColumns(exprs.map((expr) => lowerExpr(expr, scope, () => ({ type: 'float', value: null })).data));

it.each([
  ['powers of their own', 'Pow', names.map((name, at) => call('yeo_johnson', col(name), float(at + 0.5)))],
  ['logarithms', 'Log', names.map((name) => call('ln', col(name)))],
  ['roots', 'Sqrt', names.map((name) => call('sqrt', col(name)))],
  ['cycles of their own', 'Sin', names.map((name, at) => call('cyclic_sin', col(name), float(at + 7)))],
])('columns with %s are computed together', (_, operator, exprs) => {
  const { tensor, positions } = grouped(exprs);
  expect(operatorsOf(tensor, operator)).toBe(operatorsOf(grouped(exprs.slice(0, 1)).tensor, operator));
  expect(positions).toEqual([0, 1, 2, 3]);
});
