import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { constant, double, equals, operator, real, replaceWhere, rowOf, test } from '@/nodes/kernel/expr/onnx/tensor';
import type { Calibration, TreeNodes } from '@/server/training/model';
import { LEAST_PROBABILITY, slopeBefore } from '@/server/training/predict/calibrate';
import { pairOf, sigmoid, sigmoidPair } from './link-tensors';
import { treeSums } from './tree-tensors';

type Isotonic = Extract<Calibration, { method: 'isotonic' }>;
type Platt = Extract<Calibration, { method: 'platt' }>;

/** Calibrated probabilities [N, classes] of probabilities [N, classes], as `calibrate` computes them. */
export function calibrated(probabilities: OnnxTensor, classes: number, calibration: Calibration): OnnxTensor {
  if (classes === 2 && calibration.curves.length === 1) {
    return calibration.method === 'platt'
      ? sigmoidPair(plattOfPair(probabilities, calibration))
      : pairOf(isotonic(times(probabilities, [0, 1], 1), calibration));
  }
  const curves =
    calibration.method === 'platt'
      ? sigmoid(plattOfEach(probabilities, calibration))
      : isotonic(probabilities, calibration);
  const sum = times(curves, new Array(classes).fill(1), 1);
  return replaceWhere(equals(sum, double(0)), real('Div', curves, sum), double(1 / classes));
}

/**
 * slope × log(p / (1 - p)) + intercept of the second class. The slope is part of the matrix: of a product times one
 * constant onnxruntime 1.30 makes a FusedMatMul, which rounds that constant to float.
 */
function plattOfPair(probabilities: OnnxTensor, { curves }: Platt): OnnxTensor {
  const { slope, intercept } = curves[0]!;
  return real('Add', times(logOf(probabilities), [-slope, slope], 1), double(intercept));
}

/** The same of each class, its complement being the sum of the others. */
function plattOfEach(probabilities: OnnxTensor, { curves }: Platt): OnnxTensor {
  const classes = curves.length;
  const others = Array.from({ length: classes * classes }, (_, at) => (at % (classes + 1) === 0 ? 0 : 1));
  const logits = real('Sub', logOf(probabilities), logOf(times(probabilities, others, classes)));
  const slopes = curves.map(({ slope }) => slope);
  const intercepts = curves.map(({ intercept }) => intercept);
  return real('Add', real('Mul', logits, rowOf('double', slopes)), rowOf('double', intercepts));
}

/**
 * Every column on its own curve. A tree finds the segment, by halving; its leaf is the segment's place in tables of
 * where it starts and how steep it is.
 */
function isotonic(probabilities: OnnxTensor, { curves }: Isotonic): OnnxTensor {
  const starts: number[] = [];
  const values: number[] = [];
  const slopes: number[] = [];
  const trees = curves.map((curve, output) => {
    const { x, y } = curve;
    const nodes = searchTree(x, output, starts.length);
    // Flat before the first point and after the last.
    starts.push(0, ...x.slice(0, -1), 0);
    values.push(y[0]!, ...y);
    slopes.push(0, ...x.slice(1).map((_, at) => slopeBefore(curve, at + 1)), 0);
    return { output, nodes };
  });
  const columns = curves.map((_, column) => column);
  const places = operator('Cast', 'int64', [treeSums(probabilities, trees, curves.length, columns)], {
    to: { int: 7 },
  });
  const lookUp = (table: number[]) =>
    operator('Gather', 'double', [constant('double', [table.length], table), places], { axis: { int: 0 } });
  return real('Add', lookUp(values), real('Mul', lookUp(slopes), real('Sub', probabilities, lookUp(starts))));
}

/** A balanced tree over rising thresholds; a leaf's value is `first` plus the number of thresholds below the feature. */
function searchTree(thresholds: readonly number[], feature: number, first: number): TreeNodes {
  const nodes: TreeNodes = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [] };
  const grow = (from: number, to: number): number => {
    const isLeaf = from === to;
    const middle = (from + to) >> 1;
    const node = nodes.feature.push(isLeaf ? -1 : feature) - 1;
    nodes.threshold.push(isLeaf ? 0 : thresholds[middle]!);
    nodes.value.push(isLeaf ? first + from : 0);
    nodes.missingLeft.push(0);
    nodes.left.push(-1);
    nodes.right.push(-1);
    if (isLeaf) return node;
    nodes.left[node] = grow(from, middle);
    nodes.right[node] = grow(middle + 1, to);
    return node;
  };
  grow(0, thresholds.length);
  return nodes;
}

function logOf(probabilities: OnnxTensor): OnnxTensor {
  const least = double(LEAST_PROBABILITY);
  return real('Log', replaceWhere(test('Less', probabilities, least), probabilities, least));
}

/** [N, k] × weights [k, width]. */
function times(values: OnnxTensor, weights: number[], width: number): OnnxTensor {
  return real('MatMul', values, constant('double', [weights.length / width, width], weights));
}
