/** onnxruntime behind a door: the only files that name the package. */
export { type BatchModel, type BatchPredictor, openBatchPredictor } from './batch-predictor';
export { type OnnxSession, openSession } from './session';
export { type Answer, type AnswerTensor, blankColumn, type RequestTable, type RequestValues } from './tensor-columns';
