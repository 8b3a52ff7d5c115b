import { parentPort } from 'node:worker_threads';
import type { BatchQuestion, BatchReply } from './batch-protocol';
import { type OnnxSession, openSession } from './session';

/** The worker thread behind {@link openBatchPredictor}: holds a session of each model it was asked to load. */
const sessions = new Map<string, OnnxSession>();

async function answer(question: BatchQuestion): Promise<BatchReply> {
  switch (question.kind) {
    case 'load':
      sessions.set(question.model, await openSession(question.bytes, question.signature));
      return { id: question.id };
    case 'predict': {
      const session = sessions.get(question.model);
      if (session === undefined) throw new Error(`The model ${question.model} is not loaded.`);
      return { id: question.id, answer: await session.predict(question.table, question.rowCount) };
    }
    case 'unload':
      await sessions.get(question.model)?.close();
      sessions.delete(question.model);
      return { id: question.id };
  }
}

parentPort?.on('message', (question: BatchQuestion) => {
  answer(question).then(
    (reply) => parentPort?.postMessage(reply),
    (error: unknown) =>
      parentPort?.postMessage({ id: question.id, error: error instanceof Error ? error.message : String(error) }),
  );
});
