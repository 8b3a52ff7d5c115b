import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { findArtifacts, forgetArtifact } from '@/server/db/catalogue';
import type { Database } from '@/server/db/client';
import { type Claim, claimReady, type Finished, failComputation, finishComputations } from '@/server/db/computations';
import { readRunOrigin } from '@/server/db/runs';
import { retryDelayMs, stageError } from '@/server/executor/blame';
import { sameWorkKeys, withSameWork } from '@/server/executor/same-work';
import { type StageResult, type StageWork, workFolderOf } from '@/server/executor/stage-work';
import { batched } from './batch';
import { logProblem } from './log-problem';
import type { Ending } from './messages';
import type { Reports } from './reports';
import type { StagePool } from './stage-pool';
import type { StageProcess } from './stage-process';

interface Held {
  readonly attempt: number;
  process?: StageProcess;
  isCancelled: boolean;
  /** Its process is free again. */
  isEnding: boolean;
}

export interface RunnerParts {
  readonly database: Database;
  readonly worker: string;
  readonly pool: StagePool;
  readonly reports: Reports;
  readonly settings: ComputationSettings;
}

export interface ComputationSettings {
  readonly home: string;
  readonly stageMemoryBytes: number;
  readonly cores: number;
}

/**
 * Takes what is ready while there are free processes, runs it and ends it. A process is free again when its stage is
 * done; the ending transaction goes on beside the next stage and is shared by all that end meanwhile. Nothing here
 * throws: what goes wrong is written down.
 */
export class ComputationRunner {
  private readonly running = new Map<string, Held>();
  private readonly finish: (end: Finished) => Promise<boolean>;
  private taking: Promise<void> | undefined;
  private isWokenAgain = false;
  private isStopped = false;

  constructor(private readonly parts: RunnerParts) {
    const { database, worker } = parts;
    this.finish = batched(
      async (ends: readonly Finished[]) => {
        const accepted = await this.insist(() => finishComputations(database, worker, ends));
        return (end) => accepted?.has(end.id) ?? false;
      },
      () => this.gatherMs,
    );
  }

  /** Ids of the computations this worker believes it holds. */
  get held(): string[] {
    return [...this.running.keys()];
  }

  /** Looks for work. Whoever thinks there may be some calls it: a job, an ended stage, a timer. */
  wake(): Promise<void> {
    this.isWokenAgain = true;
    this.taking ??= this.takeAll().finally(() => {
      this.taking = undefined;
    });
    return this.taking;
  }

  private async takeAll(): Promise<void> {
    const { database, worker, pool } = this.parts;
    while (this.isWokenAgain && !this.isStopped) {
      this.isWokenAgain = false;
      if (this.gatherMs > 0) await sleep(this.gatherMs);
      const free = pool.size - this.inProcessCount;
      if (free <= 0) return;
      try {
        const claims = await claimReady(database, worker, free);
        for (const claim of claims) void this.carry(claim);
        if (claims.length === free) this.isWokenAgain = true;
      } catch (thrown) {
        logProblem('no work could be taken; the next beat tries again', thrown);
        return;
      }
    }
  }

  /** While many stages run, others are likely to end in a moment: worth a pause shorter than a round trip. */
  private get gatherMs(): number {
    return this.inProcessCount > 1 ? 2 : 0;
  }

  private get inProcessCount(): number {
    return [...this.running.values()].filter((held) => !held.isEnding).length;
  }

  private async carry(claim: Claim): Promise<void> {
    const held: Held = { attempt: claim.attempt, isCancelled: false, isEnding: false };
    this.running.set(claim.id, held);
    try {
      await this.perform(claim, held);
    } catch (thrown) {
      const ending = { type: 'failed', error: stageError(thrown), stack: stackOf(thrown), artifacts: [] } as const;
      await this.fail(claim, ending).catch((again) => {
        // The heartbeat no longer names it, so it is given back.
        logProblem('a computation could not be ended', again, { computation: claim.id });
      });
    } finally {
      if (this.running.get(claim.id) === held) this.running.delete(claim.id);
      void this.wake();
    }
  }

  /** Waits until nothing is held. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await sleep(10);
  }

  /** Nobody wants it any more. */
  cancel(id: string, attempt: number): void {
    const held = this.running.get(id);
    if (held === undefined || held.attempt !== attempt) return;
    held.isCancelled = true;
    held.process?.cancel();
  }

  /** Takes no more. */
  stop(): void {
    this.isStopped = true;
  }

  private async perform(claim: Claim, held: Held): Promise<void> {
    const { stage, id, attempt } = claim;
    const outputs = stage.outputs.map((output) => output.key);
    const mayReuse = !stage.publishes && !stage.anew;
    if (mayReuse && outputs.length > 0 && outputs.every((key) => claim.known.includes(key))) {
      await this.finish({
        id,
        attempt,
        outcome: 'already there',
        reason: 'Made by another run meanwhile.',
        artifacts: [],
      });
      return;
    }
    const equal = mayReuse ? await this.findEqual(claim) : undefined;
    if (equal !== undefined) {
      const reason = 'Reused: what feeds it changed, but its values came out equal.';
      await this.finish({ id, attempt, outcome: 'equal inputs', reason, artifacts: equal });
      return;
    }
    const ending = await this.inProcess(claim, held);
    held.isEnding = true;
    void this.wake();
    // Its process was stopped with this worker: the work goes to another.
    if (this.isStopped && ending.type !== 'done') return;
    if (ending.type === 'done') await this.succeed(claim, ending.result);
    else if (ending.type === 'failed') await this.fail(claim, ending);
  }

  /** Artifacts of the same work over equal inputs, under this stage's own keys. */
  private async findEqual({ stage, inputs }: Claim): Promise<Finished['artifacts'] | undefined> {
    const keys = sameWorkKeys({ stage, inputs });
    if (keys.size === 0) return undefined;
    const found = await findArtifacts(this.parts.database, [...keys.values()]);
    if (found.size < new Set(keys.values()).size) return undefined;
    return stage.outputs.map((output) => {
      const { kind, hash, sizeBytes, meta } = found.get(keys.get(output.name)!)!;
      return { key: output.key, kind, hash, sizeBytes, meta };
    });
  }

  private async inProcess(claim: Claim, held: Held): Promise<Ending> {
    const { pool, reports, settings } = this.parts;
    const { id, attempt, stage, title, publish, inputs } = claim;
    const publication = await this.publicationOf(claim);
    const process = pool.take();
    held.process = process;
    if (held.isCancelled) {
      pool.giveBack(process);
      return { type: 'cancelled' };
    }
    const workFolder = workFolderOf(settings.home, id, attempt);
    const work = {
      workFolder,
      publication,
      computationId: id,
      attempt,
      stage,
      title,
      publish,
      inputs,
      home: settings.home,
      threads: Math.max(1, Math.floor(settings.cores / Math.max(pool.busyCount, 1))),
      memoryLimitBytes: Math.floor(settings.stageMemoryBytes * 0.7),
    };
    const ending = await process.perform({ type: 'run', work }, title, {
      progress: (progress) => reports.note({ id, attempt, progress }),
      log: (message) => reports.log({ computationId: id, attempt, level: 'info', message }),
    });
    pool.giveBack(process);
    // It could not tidy up after itself.
    if (process.isDead) await rm(workFolder, { recursive: true, force: true });
    return ending;
  }

  private async publicationOf({ stage, publish, runId }: Claim): Promise<StageWork['publication']> {
    if (!stage.publishes || !publish || runId === null) return undefined;
    return { runId, outputKey: stage.outputs[0]?.key, ...(await readRunOrigin(this.parts.database, runId)) };
  }

  private async succeed(claim: Claim, result: StageResult): Promise<void> {
    const { reports } = this.parts;
    if (reports.hasAny) await reports.flush();
    const artifacts = withSameWork(result.artifacts, claim);
    await this.finish({ id: claim.id, attempt: claim.attempt, outcome: 'ran', summary: result.summary, artifacts });
  }

  private async fail(
    claim: Claim,
    { error, stack, artifacts, damagedArtifact }: Extract<Ending, { type: 'failed' }>,
  ): Promise<void> {
    const { database, worker, reports } = this.parts;
    const { id, attempt, stage } = claim;
    if (error.blame !== 'user')
      logProblem(error.message, stack, { computation: id, stage: stage.id, node: stage.node });
    reports.log({ computationId: id, attempt, level: 'error', message: error.message });
    await reports.flush();
    if (damagedArtifact !== undefined) await forgetArtifact(database, damagedArtifact);
    const retryAfterMs = retryDelayMs(error, claim.tries);
    await this.insist(() => failComputation(database, worker, { id, attempt, error, retryAfterMs, artifacts }));
  }

  /** The database may be away for a while; what was computed is not thrown away for that. */
  private async insist<T>(send: () => Promise<T>): Promise<T | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (thrown) {
        if (this.isStopped || attempt >= 30) throw thrown;
        logProblem('the database did not take an end; trying again', thrown, { attempt });
        await sleep(Math.min(100 * 2 ** attempt, 2000));
      }
    }
  }
}

const stackOf = (thrown: unknown): string =>
  thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
