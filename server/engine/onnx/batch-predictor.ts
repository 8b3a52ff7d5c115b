import { Worker } from 'node:worker_threads';
import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { BatchQuestion, BatchReply } from './batch-protocol';
import type { Answer, RequestTable } from './tensor-columns';

/** A thread for large batches: onnxruntime computes on the thread that calls it, and 10,000 rows take 60 ms. */
export interface BatchPredictor {
  /** Loads the model on the first call; it stays until `unload`. */
  predict(model: BatchModel, table: RequestTable, rowCount: number): Promise<Answer>;
  unload(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface BatchModel {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly signature: OnnxSignature;
}

/** A predictor whose thread starts with the first batch, and again should it have died. Answers come in order. */
export function openBatchPredictor(): BatchPredictor {
  let thread: BatchThread | undefined;
  let closed = false;
  return {
    async predict(model, table, rowCount) {
      if (closed) throw new Error('The thread for large batches was closed.');
      if (thread === undefined || thread.hasEnded) thread = new BatchThread();
      return thread.predict(model, table, rowCount);
    },
    async unload(name) {
      await thread?.unload(name);
    },
    async close() {
      closed = true;
      await thread?.end();
    },
  };
}

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never;
interface Waiting {
  resolve(reply: BatchReply): void;
  reject(error: Error): void;
}

/** One life of the thread: questions go out with numbers, replies come back with them. */
class BatchThread {
  private readonly worker = new Worker(new URL('./batch-thread.mjs', import.meta.url), { execArgv: [] });
  private readonly waiting = new Map<number, Waiting>();
  private readonly loaded = new Map<string, Promise<unknown>>();
  private questions = 0;
  private failure: Error | undefined;

  constructor() {
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error('The thread for large batches has ended.')));
    this.worker.on('message', (reply: BatchReply) => {
      const question = this.waiting.get(reply.id);
      this.waiting.delete(reply.id);
      if (reply.error === undefined) question?.resolve(reply);
      else question?.reject(new Error(reply.error));
    });
  }

  get hasEnded(): boolean {
    return this.failure !== undefined;
  }

  async predict({ name, bytes, signature }: BatchModel, table: RequestTable, rowCount: number): Promise<Answer> {
    let loading = this.loaded.get(name);
    if (loading === undefined) {
      loading = this.ask({ kind: 'load', model: name, bytes, signature });
      this.loaded.set(name, loading);
      loading.catch(() => this.loaded.delete(name));
    }
    await loading;
    return (await this.ask({ kind: 'predict', model: name, table, rowCount })).answer!;
  }

  async unload(name: string): Promise<void> {
    if (this.loaded.delete(name) && !this.hasEnded) await this.ask({ kind: 'unload', model: name });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private ask(question: WithoutId<BatchQuestion>): Promise<BatchReply> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      const id = this.questions++;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ ...question, id });
    });
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const question of this.waiting.values()) question.reject(this.failure);
    this.waiting.clear();
  }
}
