export interface Answer {
  readonly contentType: string;
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** The latest answers by content key: a relation over immutable artifacts never answers differently. */
export class AnswerCache {
  private readonly answers = new Map<string, Answer>();
  private sizeBytes = 0;

  constructor(private readonly mostBytes: number) {}

  get(key: string): Answer | undefined {
    const answer = this.answers.get(key);
    if (answer === undefined) return undefined;
    this.answers.delete(key);
    this.answers.set(key, answer);
    return answer;
  }

  set(key: string, answer: Answer): void {
    this.answers.set(key, answer);
    this.sizeBytes += answer.body.length;
    for (const [oldest, { body }] of this.answers) {
      if (this.sizeBytes <= this.mostBytes) return;
      this.answers.delete(oldest);
      this.sizeBytes -= body.length;
    }
  }
}
