/** A serving graph as one ONNX file. Pure: it runs in the browser too. */
export { emitOnnx, type OnnxBindings, type OnnxSignature } from './emit-onnx';
export { type LearnedLookup, lowerExpr, type ValueScope } from './lower-expr';
export {
  type ContractColumn,
  type ContractOutput,
  ENDPOINT_FORMAT,
  type EndpointReference,
  MODEL_FILE,
  type PackagedEndpoint,
  type ParityReport,
  type ServedExplanation,
  type ServeSpec,
} from './serve-spec';
