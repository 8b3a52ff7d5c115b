import type { ServingDeployment } from '../db/endpoints';
import type { BatchPredictor, RequestTable } from '../engine/onnx';
import { openSession } from '../engine/onnx';
import { answerRows, type RowAnswer } from './contract/answer-rows';
import { explainAnswers, questionOf, requireExplanation } from './contract/explain-rows';
import { type RowReader, rowReader } from './contract/read-rows';
import type { Explaining } from './explaining/open-explaining';
import type { LoadedPackage } from './load-model';

/** Above it, a batch is computed on the other thread. */
const MOST_ROWS_INLINE = 256;

/** One deployment in memory, ready to answer. */
export interface ServingModel {
  readonly deployment: ServingDeployment;
  readonly packaged: LoadedPackage['packaged'];
  /** Reads and checks rows; throws RequestProblems. */
  readonly readRows: RowReader;
  predict(table: RequestTable, rowCount: number): Promise<RowAnswer[]>;
  /** As `predict`, and says what the answers are made of. Throws for a package that cannot. */
  predictAndExplain(table: RequestTable, rowCount: number): Promise<RowAnswer[]>;
  /** Lets go of memory once the answers in progress are given. */
  retire(): void;
}

/** Opens a package and answers its example once, so that the first caller does not pay for it. */
export async function openServingModel(
  deployment: ServingDeployment,
  { packaged, onnx, modelFile }: LoadedPackage,
  { batches, explaining }: { readonly batches: BatchPredictor; readonly explaining: Explaining },
): Promise<ServingModel> {
  const spec = packaged.serveSpec;
  const session = await openSession(onnx, spec.signature);
  const readRows = rowReader(spec);
  const name = deployment.deploymentId!;
  let [answering, retired] = [0, false];

  const release = () => {
    if (!retired || answering > 0) return;
    void session.close();
    void batches.unload(name).catch(() => {});
    void explaining.forget(name).catch(() => {});
  };

  async function compute(table: RequestTable, rowCount: number) {
    if (rowCount <= MOST_ROWS_INLINE) return session.predict(table, rowCount);
    return batches.predict({ name, bytes: onnx, signature: spec.signature }, table, rowCount);
  }

  async function whileAnswering<T>(work: () => Promise<T>): Promise<T> {
    answering += 1;
    try {
      return await work();
    } finally {
      answering -= 1;
      release();
    }
  }

  const example = Object.fromEntries(spec.columns.map((column) => [column.name, column.example]));
  for (let round = 0; round < 3; round++) await session.predict(readRows([example]), 1);

  return {
    deployment,
    packaged,
    readRows,
    predict: (table, rowCount) =>
      whileAnswering(async () => answerRows(spec, await compute(table, rowCount), rowCount)),
    predictAndExplain: (table, rowCount) =>
      whileAnswering(async () => {
        requireExplanation(spec);
        const answer = await session.predictWithFeatures(table, rowCount);
        const question = questionOf(spec, answer, rowCount);
        const explained = await explaining.explain({ name, file: modelFile, ...question });
        return explainAnswers(spec, answer, question.features, explained, answerRows(spec, answer, rowCount));
      }),
    retire() {
      retired = true;
      release();
    },
  };
}
