import type { OnnxTensor } from '@/nodes/kernel/expr/onnx/onnx';
import { constant, double, operator, real, replaceWhere, rowOf, test } from '@/nodes/kernel/expr/onnx/tensor';
import { linkOf, type Model } from '@/server/training/model';

/** Margins [N, outputs] as answers: probabilities [N, classes], or values [N, 1]. As `answersOf` computes them. */
export function linked(model: Model, margins: OnnxTensor): OnnxTensor {
  switch (linkOf(model)) {
    case 'identity':
      return margins;
    case 'log':
      return real('Exp', margins);
    case 'logistic':
      return sigmoidPair(margins);
    case 'softmax':
      return softmax(margins, model.outputs);
    case 'probability':
      return model.task === 'binary' ? pairOf(clipped(margins)) : clipped(margins);
  }
}

/** 1 / (1 + exp(±margin)): both sides by their own exponential, because Sigmoid is 0 below −40. */
export function sigmoidPair(margins: OnnxTensor): OnnxTensor {
  return inverseOfOneAnd(real('Exp', real('Mul', margins, rowOf('double', [1, -1]))));
}

export function sigmoid(margins: OnnxTensor): OnnxTensor {
  return inverseOfOneAnd(real('Exp', real('Neg', margins)));
}

const inverseOfOneAnd = (powers: OnnxTensor): OnnxTensor => real('Div', double(1), real('Add', double(1), powers));

/** [1 - p, p] of p. */
export function pairOf(second: OnnxTensor): OnnxTensor {
  return real('Add', real('Mul', second, rowOf('double', [-1, 1])), rowOf('double', [1, 0]));
}

function softmax(margins: OnnxTensor, outputs: number): OnnxTensor {
  const largest = operator('ReduceMax', 'double', [margins, constant('int64', [1], [1])], { keepdims: { int: 1 } });
  const powers = real('Exp', real('Sub', margins, largest));
  const ones = constant('double', [outputs, 1], new Array(outputs).fill(1));
  return real('Div', powers, real('MatMul', powers, ones));
}

function clipped(margins: OnnxTensor): OnnxTensor {
  const atLeast0 = replaceWhere(test('Less', margins, double(0)), margins, double(0));
  return replaceWhere(test('Greater', atLeast0, double(1)), atLeast0, double(1));
}
