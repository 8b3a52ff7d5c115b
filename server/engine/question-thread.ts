import { parentPort, Worker } from 'node:worker_threads';

interface Asked<Question> {
  readonly id: number;
  readonly question: Question;
}
interface Replied<Reply> {
  readonly id: number;
  readonly reply?: Reply;
  readonly error?: string;
}
interface Waiting<Reply> {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** One life of a worker thread: questions go out with numbers, replies come back with them, in order. */
export class QuestionThread<Question, Reply> {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting<Reply>>();
  private questions = 0;
  private failure: Error | undefined;

  /** `title`: “The thread for large batches”, for its errors. */
  constructor(module: URL, title: string) {
    this.worker = new Worker(module, { execArgv: [] });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', () => this.fail(new Error(`${title} has ended.`)));
    this.worker.on('message', ({ id, reply, error }: Replied<Reply>) => {
      const question = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) question?.resolve(reply as Reply);
      else question?.reject(new Error(error));
    });
  }

  get hasEnded(): boolean {
    return this.failure !== undefined;
  }

  ask(question: Question): Promise<Reply> {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      const id = this.questions++;
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, question } satisfies Asked<Question>);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const question of this.waiting.values()) question.reject(this.failure);
    this.waiting.clear();
  }
}

/** The other side: a worker's module calls it once. */
export function answerQuestions<Question, Reply>(answer: (question: Question) => Promise<Reply>): void {
  parentPort?.on('message', ({ id, question }: Asked<Question>) => {
    answer(question).then(
      (reply) => parentPort?.postMessage({ id, reply } satisfies Replied<Reply>),
      (error: unknown) =>
        parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) }),
    );
  });
}
