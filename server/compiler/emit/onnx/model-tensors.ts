import type { OnnxAttribute, OnnxTensor } from '@/nodes/kernel/expr/onnx';
import { constant, operator, rowOf, scalar } from '@/nodes/kernel/expr/onnx-tensor';
import type { LinearModel, Model, TreesModel } from '@/server/training/model';

/** What the file answers for a model: [N, classes] probabilities, or [N, 1] predictions. */
export interface ModelTensor {
  readonly name: 'probabilities' | 'prediction';
  readonly tensor: OnnxTensor;
  readonly width: number;
}

/**
 * Appends a model's operators to its features. `positions[f]` is the column of `features` that holds the model's
 * feature f: features come in the order that is cheapest to compute, and the model is rewired instead.
 */
export function modelTensor(model: Model, features: OnnxTensor, positions: readonly number[]): ModelTensor {
  const margins =
    model.kind === 'trees' ? treeMargins(model, features, positions) : linearMargins(model, features, positions);
  switch (model.task) {
    case 'regression':
      return { name: 'prediction', tensor: margins, width: 1 };
    case 'binary':
      return { name: 'probabilities', tensor: sigmoidPair(margins), width: 2 };
    case 'multiclass':
      return { name: 'probabilities', tensor: softmax(margins, model.outputs), width: model.outputs };
  }
}

function linearMargins(model: LinearModel, features: OnnxTensor, positions: readonly number[]): OnnxTensor {
  const weights = new Array<number>(positions.length * model.outputs).fill(0);
  model.coefficients.forEach((coefficients, output) => {
    for (const [feature, coefficient] of coefficients.entries()) {
      weights[positions[feature]! * model.outputs + output] = coefficient;
    }
  });
  const matrix = constant('double', [positions.length, model.outputs], weights);
  const products = operator('MatMul', 'double', [features, matrix]);
  return operator('Add', 'double', [products, rowOf('double', model.intercepts)]);
}

function treeMargins(model: TreesModel, features: OnnxTensor, positions: readonly number[]): OnnxTensor {
  const init = [...model.init];
  const table = new TreeTable(positions);
  for (const { output, nodes } of model.trees) {
    // A tree that never split is a constant.
    if (nodes.feature[0]! < 0) init[output] = init[output]! + nodes.value[0]!;
    else table.add(nodes, output);
  }
  const base = rowOf('double', init);
  if (table.isEmpty) {
    const zeros = constant(
      'double',
      [positions.length, model.outputs],
      new Array(positions.length * model.outputs).fill(0),
    );
    // Multiplying by zeros would keep a NaN; comparing first makes 0 of it.
    const blank = operator('Cast', 'double', [operator('IsNaN', 'bool', [features])], { to: { int: 11 } });
    return operator('Add', 'double', [operator('MatMul', 'double', [blank, zeros]), base]);
  }
  const sums = operator('TreeEnsemble', 'double', [features], table.attributes(model.outputs), 'ai.onnx.ml');
  return operator('Add', 'double', [sums, base]);
}

/** The node tables of ai.onnx.ml 5: branches and leaves apart, children by index with a flag that says which. */
class TreeTable {
  private readonly roots: number[] = [];
  private readonly features: number[] = [];
  private readonly splits: number[] = [];
  private readonly missingTrue: number[] = [];
  private readonly children = {
    true: { ids: [] as number[], leaf: [] as number[] },
    false: { ids: [] as number[], leaf: [] as number[] },
  };
  private readonly weights: number[] = [];
  private readonly targets: number[] = [];

  constructor(private readonly positions: readonly number[]) {}

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  add(nodes: TreesModel['trees'][number]['nodes'], output: number): void {
    const index = new Map<number, number>();
    const [firstBranch, firstLeaf] = [this.splits.length, this.weights.length];
    let [branches, leaves] = [0, 0];
    nodes.feature.forEach((feature, node) => {
      index.set(node, feature < 0 ? firstLeaf + leaves++ : firstBranch + branches++);
    });
    this.roots.push(index.get(0)!);
    nodes.feature.forEach((feature, node) => {
      if (feature < 0) {
        this.weights.push(nodes.value[node]!);
        this.targets.push(output);
        return;
      }
      this.features.push(this.positions[feature]!);
      this.splits.push(nodes.threshold[node]!);
      this.missingTrue.push(nodes.missingLeft[node]!);
      for (const [side, child] of [
        [this.children.true, nodes.left[node]!],
        [this.children.false, nodes.right[node]!],
      ] as const) {
        side.ids.push(index.get(child)!);
        side.leaf.push(nodes.feature[child]! < 0 ? 1 : 0);
      }
    });
  }

  attributes(outputs: number): Record<string, OnnxAttribute> {
    const doubles = (values: number[]): OnnxAttribute => ({
      tensor: { element: 'double', shape: [values.length], values },
    });
    const modes = new Array<number>(this.splits.length).fill(0);
    return {
      n_targets: { int: outputs },
      aggregate_function: { int: 1 },
      post_transform: { int: 0 },
      tree_roots: { ints: this.roots },
      nodes_featureids: { ints: this.features },
      nodes_modes: { tensor: { element: 'uint8', shape: [modes.length], values: modes } },
      nodes_splits: doubles(this.splits),
      nodes_missing_value_tracks_true: { ints: this.missingTrue },
      nodes_truenodeids: { ints: this.children.true.ids },
      nodes_trueleafs: { ints: this.children.true.leaf },
      nodes_falsenodeids: { ints: this.children.false.ids },
      nodes_falseleafs: { ints: this.children.false.leaf },
      leaf_targetids: { ints: this.targets },
      leaf_weights: doubles(this.weights),
    };
  }
}

/** 1 / (1 + exp(±margin)): both sides by their own exponential, because Sigmoid is 0 below −40. */
function sigmoidPair(margins: OnnxTensor): OnnxTensor {
  const powers = operator('Exp', 'double', [operator('Mul', 'double', [margins, rowOf('double', [1, -1])])]);
  const one = scalar('double', 1);
  return operator('Div', 'double', [one, operator('Add', 'double', [one, powers])]);
}

function softmax(margins: OnnxTensor, outputs: number): OnnxTensor {
  const largest = operator('ReduceMax', 'double', [margins, constant('int64', [1], [1])], { keepdims: { int: 1 } });
  const powers = operator('Exp', 'double', [operator('Sub', 'double', [margins, largest])]);
  const ones = constant('double', [outputs, 1], new Array(outputs).fill(1));
  return operator('Div', 'double', [powers, operator('MatMul', 'double', [powers, ones])]);
}
