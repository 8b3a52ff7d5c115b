import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import { QuestionThread } from '../question-thread';
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

/** One life of the thread, and which models it has loaded. */
class BatchThread {
  private readonly thread = new QuestionThread<BatchQuestion, BatchReply>(
    new URL('./batch-thread.mjs', import.meta.url),
    'The thread for large batches',
  );
  private readonly loaded = new Map<string, Promise<unknown>>();

  get hasEnded(): boolean {
    return this.thread.hasEnded;
  }

  async predict({ name, bytes, signature }: BatchModel, table: RequestTable, rowCount: number): Promise<Answer> {
    let loading = this.loaded.get(name);
    if (loading === undefined) {
      loading = this.thread.ask({ kind: 'load', model: name, bytes, signature });
      this.loaded.set(name, loading);
      loading.catch(() => this.loaded.delete(name));
    }
    await loading;
    return (await this.thread.ask({ kind: 'predict', model: name, table, rowCount }))!;
  }

  async unload(name: string): Promise<void> {
    if (this.loaded.delete(name) && !this.hasEnded) await this.thread.ask({ kind: 'unload', model: name });
  }

  end(): Promise<void> {
    return this.thread.end();
  }
}
