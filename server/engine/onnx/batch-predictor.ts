import { Worker } from 'node:worker_threads';
import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { BatchQuestion, BatchReply } from './batch-protocol';
import type { Answer, RequestTable } from './tensor-columns';

/** A thread for large batches: onnxruntime computes on the thread that calls it, and 10,000 rows take 60 ms. */
export interface BatchPredictor {
  load(model: string, bytes: Uint8Array, signature: OnnxSignature): Promise<void>;
  predict(model: string, table: RequestTable, rowCount: number): Promise<Answer>;
  unload(model: string): Promise<void>;
  close(): Promise<void>;
}

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;
interface Waiting {
  resolve(reply: BatchReply): void;
  reject(error: Error): void;
}

/** Starts the thread; it holds its own sessions. Answers come in the order of the questions. */
export function openBatchPredictor(): BatchPredictor {
  const worker = new Worker(new URL('./batch-thread.mjs', import.meta.url), { execArgv: [] });
  const waiting = new Map<number, Waiting>();
  let questions = 0;
  let failure: Error | undefined;

  const fail = (error: Error) => {
    failure = error;
    for (const question of waiting.values()) question.reject(error);
    waiting.clear();
  };
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('The thread for large batches has ended.')));
  worker.on('message', (reply: BatchReply) => {
    const question = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.error === undefined) question?.resolve(reply);
    else question?.reject(new Error(reply.error));
  });

  function ask(question: WithoutId<BatchQuestion>): Promise<BatchReply> {
    return new Promise((resolve, reject) => {
      if (failure) return reject(failure);
      const id = questions++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ ...question, id });
    });
  }

  return {
    async load(model, bytes, signature) {
      await ask({ kind: 'load', model, bytes, signature });
    },
    async predict(model, table, rowCount) {
      return (await ask({ kind: 'predict', model, table, rowCount })).answer!;
    },
    async unload(model) {
      await ask({ kind: 'unload', model });
    },
    async close() {
      await worker.terminate();
    },
  };
}
