import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { constant, operator, rowOf } from '@/nodes/kernel/expr/onnx/tensor';
import type { LinearModel, Model } from '@/server/training/model';
import { calibrated } from './calibration-tensors';
import { linked } from './link-tensors';
import { treeMargins } from './tree-tensors';

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
  const answers = linked(model, margins);
  if (model.task === 'regression') return { name: 'prediction', tensor: answers, width: 1 };
  const width = Math.max(2, model.outputs);
  const { calibration } = model;
  return { name: 'probabilities', tensor: calibration ? calibrated(answers, width, calibration) : answers, width };
}

function linearMargins(model: LinearModel, features: OnnxTensor, positions: readonly number[]): OnnxTensor {
  const weights = new Array<number>(positions.length * model.outputs).fill(0);
  model.coefficients.forEach((coefficients, output) => {
    for (const [feature, coefficient] of coefficients.entries()) {
      weights[positions[feature]! * model.outputs + output] = coefficient;
    }
  });
  const matrix = constant('double', [positions.length, model.outputs], weights);
  // A baseline reads nothing, not even a missing value, which times 0 would still be missing.
  const blank = () => operator('Cast', 'double', [operator('IsNaN', 'bool', [features])], { to: { int: 11 } });
  const read = model.family === 'baseline' ? blank() : features;
  const products = operator('MatMul', 'double', [read, matrix]);
  return operator('Add', 'double', [products, rowOf('double', model.intercepts)]);
}
