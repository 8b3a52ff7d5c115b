import { answerQuestions } from '../question-thread';
import type { BatchQuestion, BatchReply } from './batch-protocol';
import { type OnnxSession, openSession } from './session';

/** The worker thread behind {@link openBatchPredictor}: holds a session of each model it was asked to load. */
const sessions = new Map<string, OnnxSession>();

answerQuestions<BatchQuestion, BatchReply>(async (question) => {
  switch (question.kind) {
    case 'load':
      sessions.set(question.model, await openSession(question.bytes, question.signature));
      return undefined;
    case 'predict': {
      const session = sessions.get(question.model);
      if (session === undefined) throw new Error(`The model ${question.model} is not loaded.`);
      return session.predict(question.table, question.rowCount);
    }
    case 'unload':
      await sessions.get(question.model)?.close();
      sessions.delete(question.model);
      return undefined;
  }
});
