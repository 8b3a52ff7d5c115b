import type { Database } from '@/server/db/client';
import { insertLogs, type LogLine, noteProgress, type ProgressNote } from '@/server/db/computations';

const flushEveryMs = 200;

/** Progress and log lines on their way to the database: the latest progress of each stage, five times a second. */
export class Reports {
  private readonly progress = new Map<string, ProgressNote>();
  private lines: LogLine[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly worker: string,
  ) {}

  get hasAny(): boolean {
    return this.lines.length > 0 || this.progress.size > 0;
  }

  note(note: ProgressNote): void {
    this.progress.set(note.id, note);
    this.schedule();
  }

  log(line: LogLine): void {
    this.lines.push(line);
    this.schedule();
  }

  /** Sends what waits; a stage's log is complete before the stage ends. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const notes = [...this.progress.values()];
    const lines = this.lines;
    this.progress.clear();
    this.lines = [];
    // What is lost here is a message about the work, never the work.
    if (notes.length > 0) await noteProgress(this.database, this.worker, notes).catch(() => {});
    if (lines.length > 0) await insertLogs(this.database, lines).catch(() => {});
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => void this.flush(), flushEveryMs);
  }
}
