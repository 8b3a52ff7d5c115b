import type { LinearModel, Model, TreeNodes, TreesModel } from '../training/model';
import { goesLeft } from './goes-left';

/** More rows than these change shares of rows by less than anyone can see, and cost time after every training. */
const MOST_ROWS = 200_000;

/**
 * The model with what explanations need to know of the training rows: how many reach each node of a tree, or the mean of
 * each feature. Above 200,000 rows, evenly spaced ones stand for all. `columns` are in the order of `featureNames`.
 */
export function withCover(model: Model, columns: readonly Float64Array[], rowCount: number): Model {
  const step = Math.max(1, rowCount / MOST_ROWS);
  const rows = Uint32Array.from({ length: Math.floor(rowCount / step) }, (_, at) => Math.floor(at * step));
  return model.kind === 'trees' ? withRowCounts(model, columns, rows) : withMeans(model, columns, rows);
}

function withRowCounts(model: TreesModel, columns: readonly Float64Array[], rows: Uint32Array): TreesModel {
  const trees = model.trees.map((tree) => ({
    ...tree,
    nodes: { ...tree.nodes, cover: cover(tree.nodes, columns, rows) },
  }));
  return { ...model, trees };
}

/** How many of the rows reach each node. */
function cover(nodes: TreeNodes, columns: readonly Float64Array[], rows: Uint32Array): number[] {
  const counts = new Array<number>(nodes.feature.length).fill(0);
  const reached = [{ node: 0, rows }];
  for (let next = reached.pop(); next !== undefined; next = reached.pop()) {
    const { node } = next;
    counts[node] = next.rows.length;
    if (nodes.feature[node]! < 0 || next.rows.length === 0) continue;
    const column = columns[nodes.feature[node]!]!;
    const isLeft = goesLeft(nodes, node);
    const [left, right] = [new Uint32Array(next.rows.length), new Uint32Array(next.rows.length)];
    let [lefts, rights] = [0, 0];
    for (const row of next.rows) {
      if (isLeft(column[row]!)) left[lefts++] = row;
      else right[rights++] = row;
    }
    reached.push({ node: nodes.left[node]!, rows: left.subarray(0, lefts) });
    reached.push({ node: nodes.right[node]!, rows: right.subarray(0, rights) });
  }
  return counts;
}

function withMeans(model: LinearModel, columns: readonly Float64Array[], rows: Uint32Array): LinearModel {
  return { ...model, means: columns.map((column) => meanOfPresent(column, rows)) };
}

function meanOfPresent(column: Float64Array, rows: Uint32Array): number {
  let [sum, present] = [0, 0];
  for (const row of rows) {
    if (Number.isNaN(column[row]!)) continue;
    sum += column[row]!;
    present += 1;
  }
  return present === 0 ? 0 : sum / present;
}
