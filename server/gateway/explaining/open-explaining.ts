import { QuestionThread } from '../../engine/question-thread';
import type { ExplainQuestion, ExplainReply } from './explain-thread';

/** A thread for explanations: opening a large forest takes seconds, explaining a row by it a tenth of one. */
export interface Explaining {
  /** Reads the model on the first question about it; it stays until `forget`. */
  explain(question: Omit<Extract<ExplainQuestion, { kind: 'explain' }>, 'kind'>): Promise<ExplainReply>;
  forget(name: string): Promise<void>;
  close(): Promise<void>;
}

/** The thread starts with the first question, and again should it have died. */
export function openExplaining(): Explaining {
  let thread: QuestionThread<ExplainQuestion, ExplainReply> | undefined;
  let closed = false;
  const isAlive = () => thread !== undefined && !thread.hasEnded;
  return {
    async explain(question) {
      if (closed) throw new Error('The thread for explanations was closed.');
      if (!isAlive()) {
        thread = new QuestionThread(new URL('./explain-thread.mjs', import.meta.url), 'The thread for explanations');
      }
      return thread!.ask({ kind: 'explain', ...question });
    },
    async forget(name) {
      if (isAlive()) await thread!.ask({ kind: 'forget', name });
    },
    async close() {
      closed = true;
      await thread?.end();
    },
  };
}
