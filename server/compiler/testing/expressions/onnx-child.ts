import { evaluateInOnnx } from './in-onnx';
import type { OnnxAnswer, OnnxQuestion } from './onnx-process';

/** The process behind {@link openOnnxProcess}. */
process.on('message', ({ expressions, table, alone }: OnnxQuestion) => {
  evaluateInOnnx(expressions, table, alone).then(
    (columns) => process.send!({ columns } satisfies OnnxAnswer),
    (error: unknown) => process.send!({ error: String(error) } satisfies OnnxAnswer),
  );
});
