import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import { joinAnswers, rowBatches, sliceTable } from './row-batches';
import { type Answer, type AnswerTensor, emptyAnswer, type RequestTable, type RequestValues } from './tensor-columns';

/** A packaged model in memory. */
export interface OnnxSession {
  /** Answers `rowCount` rows at once, on the calling thread: see {@link openBatchPredictor} for many. */
  predict(table: RequestTable, rowCount: number): Promise<Answer>;
  /** As `predict`, with what the model read beside what it said. */
  predictWithFeatures(table: RequestTable, rowCount: number): Promise<Answer>;
  close(): Promise<void>;
}

/**
 * Rewrites of onnxruntime 1.30 that change values: NoopElimination takes 1.000000001 for 1 (it compares in float) and drops
 * the multiplication, DivMulFusion makes y / x of 1 / x · y, which for ints is another number.
 */
const WRONG_OPTIMIZERS = 'DivMulFusion;NoopElimination';

/** Loads a file. One thread: a second gains nothing on single rows and costs two to three times when cores are busy. */
export async function openSession(bytes: Uint8Array, signature: OnnxSignature): Promise<OnnxSession> {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    extra: { optimization: { disable_specified_optimizers: WRONG_OPTIMIZERS } },
    logSeverityLevel: 3,
  });
  const all = session.outputNames;
  // Copying features out would cost every prediction what few want.
  const usual = all.filter((name) => name !== signature.model?.features?.tensor);

  async function ask(table: RequestTable, rowCount: number, outputs: readonly string[]): Promise<Answer> {
    if (rowCount === 0) return emptyAnswer(signature);
    const run = async (rows: RequestTable, count: number): Promise<Answer> => {
      const answer = await session.run(feedsOf(signature, rows, count), outputs);
      return Object.fromEntries(Object.entries(answer).map(([name, tensor]) => [name, answerTensor(tensor)]));
    };
    const batches = rowBatches(signature, table, rowCount);
    if (batches.length === 1) return run(table, rowCount);
    const answers: Answer[] = [];
    for (const [from, to] of batches) answers.push(await run(sliceTable(table, from, to), to - from));
    return joinAnswers(answers);
  }

  return {
    predict: (table, rowCount) => ask(table, rowCount, usual),
    predictWithFeatures: (table, rowCount) => ask(table, rowCount, all),
    close: () => session.release(),
  };
}

function feedsOf(signature: OnnxSignature, table: RequestTable, rowCount: number): Record<string, Tensor> {
  const shape = [rowCount, 1];
  const feeds: Record<string, Tensor> = {};
  for (const input of signature.inputs) {
    const column = table[input.column];
    if (column === undefined) throw new RangeError(`The column “${input.column}” was not given to the model.`);
    feeds[input.tensor] = tensorOf(column.values, shape);
    if (input.missing) feeds[input.missing] = new Tensor('bool', column.missing ?? new Uint8Array(rowCount), shape);
  }
  return feeds;
}

function tensorOf(values: RequestValues['values'], shape: number[]): Tensor {
  if (values instanceof Float64Array) return new Tensor('float64', values, shape);
  if (values instanceof BigInt64Array) return new Tensor('int64', values, shape);
  if (values instanceof Uint8Array) return new Tensor('bool', values, shape);
  return new Tensor('string', values, shape);
}

function answerTensor(tensor: InferenceSession.OnnxValueMapType[string]): AnswerTensor {
  return { values: tensor.data as AnswerTensor['values'], width: tensor.dims[1] ?? 1 };
}
