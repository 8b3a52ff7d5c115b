/** A serving graph as one ONNX file. Pure: it runs in the browser too. */
export { emitOnnx, type OnnxBindings, type OnnxSignature } from './emit-onnx';
export { type LearnedLookup, lowerExpr, type ValueScope } from './lower-expr';
