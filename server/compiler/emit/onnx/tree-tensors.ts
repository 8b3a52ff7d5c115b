import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { andOf, constant, double, operator, real, replaceWhere, rowOf, test } from '@/nodes/kernel/expr/onnx/tensor';
import type { Tree, TreesModel } from '@/server/training/model';
import { TreeTable } from './tree-table';

/** Margins [N, outputs] of trees. `positions` as in `modelTensor`. */
export function treeMargins(model: TreesModel, features: OnnxTensor, positions: readonly number[]): OnnxTensor {
  const init = [...model.init];
  const splitting: Tree[] = [];
  for (const tree of model.trees) {
    // A tree that never split is a constant.
    if (tree.nodes.feature[0]! < 0) init[tree.output] = init[tree.output]! + tree.nodes.value[0]!;
    else splitting.push(tree);
  }
  const codes = withWholeCodes(features, splitting, positions);
  return real('Add', treeSums(codes, splitting, model.outputs, positions), rowOf('double', init));
}

/** The sum of the leaves [N, outputs], in double. Every tree must have a split. */
export function treeSums(
  features: OnnxTensor,
  trees: readonly Tree[],
  outputs: number,
  positions: readonly number[],
): OnnxTensor {
  const table = new TreeTable(positions);
  for (const { output, nodes } of trees) table.add(nodes, output);
  if (!table.isEmpty) return operator('TreeEnsemble', 'double', [features], table.attributes(outputs), 'ai.onnx.ml');
  const zeros = constant('double', [positions.length, outputs], new Array(positions.length * outputs).fill(0));
  // Multiplying by zeros would keep a NaN; comparing first makes 0 of it.
  const blank = operator('Cast', 'double', [operator('IsNaN', 'bool', [features])], { to: { int: 11 } });
  return real('MatMul', blank, zeros);
}

/**
 * Makes -1 of a fraction in a column that is tested for membership: onnxruntime 1.30 tests sets of codes as bits, where
 * it takes 5.5 for 5. Codes that are in no set, negative and missing ones it tests right.
 */
function withWholeCodes(features: OnnxTensor, trees: readonly Tree[], positions: readonly number[]): OnnxTensor {
  const isCode = new Array<boolean>(positions.length).fill(false);
  for (const { nodes } of trees) {
    for (const node of Object.keys(nodes.members ?? {})) isCode[positions[nodes.feature[Number(node)]!]!] = true;
  }
  if (!isCode.includes(true)) return features;
  const isFraction = test('Greater', features, real('Floor', features));
  return replaceWhere(andOf(rowOf('bool', isCode), isFraction), features, double(-1));
}
