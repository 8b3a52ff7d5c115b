import { contentKey } from '@/nodes/kernel/canonical';
import { type LearnedValues, StageFailure } from '@/nodes/kernel/define-run';
import { findArtifacts } from '@/server/db/catalogue';
import { connectionDatabase } from '@/server/engine/duckdb/connection-database';
import { AppError } from '@/server/errors';
import { learn } from '@/server/executor/learn';
import { relationKeys } from '@/server/executor/relation-keys';
import { openSources } from '@/server/executor/relation-sources';
import { askDuckdb } from './ask-duckdb';
import { NotMaterialised } from './open-relation';
import type { ReaderTablesParts } from './reader-tables';
import type { TableAsked } from './requests';
import { SharedWork } from './shared-work';

type Fits = TableAsked['fits'];
type ValuesByFit = ReadonlyMap<string, LearnedValues>;

const MOST_KEPT = 200;

/** Learns what a look at an unrun port needs, from the rows it looks at, as a run would: training rows below a split. */
export class LearnedForLooks {
  private readonly kept = new Map<string, LearnedValues>();
  private readonly learning = new SharedWork<LearnedValues>();

  constructor(private readonly parts: Pick<ReaderTablesParts, 'database' | 'store' | 'duckdb'>) {}

  async valuesOf(fits: Fits, signal: AbortSignal): Promise<ValuesByFit> {
    const values = new Map<string, LearnedValues>();
    for (const [index, fit] of fits.entries()) {
      // What a fit learns depends on those before it too: values may be borrowed from a run.
      const key = contentKey(fits.slice(0, index + 1));
      const before = new Map(values);
      const learned =
        this.kept.get(key) ?? (await this.learning.ask(key, signal, (stop) => this.learnOne(fit, before, stop)));
      this.keep(key, learned);
      values.set(fit.key, learned);
    }
    return values;
  }

  private keep(key: string, learned: LearnedValues): void {
    this.kept.delete(key);
    this.kept.set(key, learned);
    const oldest = this.kept.keys().next().value;
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
  }

  private async learnOne(fit: Fits[number], before: ValuesByFit, signal: AbortSignal): Promise<LearnedValues> {
    const { database, store, duckdb } = this.parts;
    if (fit.borrowed !== undefined) {
      const artifact = (await findArtifacts(database, [fit.borrowed])).get(fit.borrowed);
      if (artifact) return store.readJson<LearnedValues>(artifact.hash);
    }
    const { scans, fits } = relationKeys(fit.rel);
    const needed = [...scans, ...fits.filter((key) => !before.has(key))];
    const artifacts = await findArtifacts(database, needed);
    const missing = needed.filter((key) => !artifacts.has(key));
    if (missing.length > 0) throw new NotMaterialised(missing);
    const sources = await openSources(fit.rel, Object.fromEntries(artifacts), store, before);
    try {
      return await askDuckdb(duckdb, signal, (connection) =>
        learn(fit, {
          sources,
          database: connectionDatabase(connection),
          signal,
          progress: () => {},
          loadFit: () => loadFit(fit),
        }),
      );
    } catch (thrown) {
      throw thrown instanceof StageFailure ? cannotLearn(thrown) : thrown;
    }
  }
}

/** Code that learns is loaded when a look first needs it. */
async function loadFit({ task }: Fits[number]) {
  const { runtime } = await import('@/nodes/runtime.gen');
  const fit = (await runtime[task!.type]?.())?.fit;
  if (fit === undefined) throw new Error(`nodes of type ${task!.type} learn by code, and their run.ts exports no fit`);
  return fit;
}

const cannotLearn = (failure: StageFailure): AppError =>
  new AppError({
    code: 'cannot_learn',
    blame: 'user',
    message: failure.message,
    hint: 'These are the rows of a preview; a run learns from all of them.',
    cause: failure,
  });
