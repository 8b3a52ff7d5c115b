import type { OnnxAttribute } from '@/nodes/kernel/expr/onnx/onnx';
import type { TreeNodes } from '@/server/training/model';

/** nodes_modes of TreeEnsemble in ai.onnx.ml 5. */
const LESS_OR_EQUAL = 0;
const LESS = 1;
const MEMBER = 6;

/** The node tables of ai.onnx.ml 5: branches and leaves apart, children by index with a flag that says which. */
export class TreeTable {
  private readonly roots: number[] = [];
  private readonly features: number[] = [];
  private readonly splits: number[] = [];
  private readonly modes: number[] = [];
  private readonly missingTrue: number[] = [];
  private readonly children = {
    true: { ids: [] as number[], leaf: [] as number[] },
    false: { ids: [] as number[], leaf: [] as number[] },
  };
  private readonly weights: number[] = [];
  private readonly targets: number[] = [];
  /** The sets of the member nodes in their order, each ended by a NaN. */
  private readonly members: number[] = [];

  /** `positions[f]` is the input's column that holds feature f. */
  constructor(private readonly positions: readonly number[]) {}

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  /** `nodes` must have a split: a tree of this operator begins with a branch. */
  add(nodes: TreeNodes, output: number): void {
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
      this.addTest(nodes, node);
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
    return {
      n_targets: { int: outputs },
      aggregate_function: { int: 1 },
      post_transform: { int: 0 },
      tree_roots: { ints: this.roots },
      nodes_featureids: { ints: this.features },
      nodes_modes: { tensor: { element: 'uint8', shape: [this.modes.length], values: this.modes } },
      nodes_splits: doubles(this.splits),
      nodes_missing_value_tracks_true: { ints: this.missingTrue },
      nodes_truenodeids: { ints: this.children.true.ids },
      nodes_trueleafs: { ints: this.children.true.leaf },
      nodes_falsenodeids: { ints: this.children.false.ids },
      nodes_falseleafs: { ints: this.children.false.leaf },
      leaf_targetids: { ints: this.targets },
      leaf_weights: doubles(this.weights),
      ...(this.members.length > 0 && { membership_values: doubles(this.members) }),
    };
  }

  private addTest(nodes: TreeNodes, node: number): void {
    this.missingTrue.push(nodes.missingLeft[node]!);
    const codes = nodes.members?.[node];
    if (codes?.length === 0) {
      // A set must have a member; no value is less than this.
      this.modes.push(LESS);
      this.splits.push(Number.NEGATIVE_INFINITY);
    } else {
      this.modes.push(codes ? MEMBER : LESS_OR_EQUAL);
      this.splits.push(codes ? 0 : nodes.threshold[node]!);
      if (codes) for (const code of [...codes, Number.NaN]) this.members.push(code);
    }
  }
}
