import { type ProcessSettings, type StageLimits, StageProcess } from './stage-process';

/** Warm stage processes, one per piece of work that may run at once. */
export class StagePool {
  private readonly idle: StageProcess[] = [];
  private readonly all = new Set<StageProcess>();
  private isStopped = false;

  constructor(
    readonly size: number,
    private readonly limits: StageLimits,
    private readonly settings: ProcessSettings,
  ) {
    for (let index = 0; index < size; index += 1) this.addWarm();
  }

  /** How many are at work. */
  get busyCount(): number {
    return this.all.size - this.idle.length;
  }

  take(): StageProcess {
    for (let process = this.idle.pop(); process !== undefined; process = this.idle.pop()) {
      if (!process.isDead) return process;
      this.all.delete(process);
    }
    return this.start();
  }

  /** Gives one back; in place of one that died, a new one is warmed up. */
  giveBack(process: StageProcess): void {
    if (this.isStopped) return;
    if (!process.isDead) {
      this.idle.push(process);
      return;
    }
    this.all.delete(process);
    this.addWarm();
  }

  stop(): void {
    this.isStopped = true;
    for (const process of this.all) process.stop();
  }

  private addWarm(): void {
    this.idle.unshift(this.start());
  }

  private start(): StageProcess {
    const process = new StageProcess(this.limits, this.settings);
    this.all.add(process);
    return process;
  }
}
