import type { Database } from '../db/client';
import { type RunDetail, readRunDetail, type StageDetail } from '../db/run-views';
import { subscribeRun } from '../executor/events';
import { errorWordsOf, stageFigures } from './describe-run';
import type { Console } from './output';

const endStates: ReadonlySet<string> = new Set(['done', 'reused', 'failed', 'skipped', 'cancelled']);
const marks: Readonly<Record<string, string>> = {
  waiting: '·',
  queued: '·',
  running: '▸',
  done: '✓',
  reused: '=',
  failed: '✗',
  skipped: '-',
  cancelled: '-',
};

/** Follows a run to its end: redrawn in place on a terminal, a line per ended stage elsewhere. */
export async function showProgress(
  database: Database,
  runId: string,
  out: Console,
  signal: AbortSignal,
): Promise<RunDetail> {
  const screen = out.isTerminal ? redrawn(out) : appended(out);
  let wake = () => {};
  signal.addEventListener('abort', () => wake(), { once: true });
  let changed = true;
  const unsubscribe = await subscribeRun(database.sql, runId, () => {
    changed = true;
    wake();
  });
  try {
    for (;;) {
      if (changed) {
        changed = false;
        const run = await readRunDetail(database, runId);
        screen.show(run);
        if (run.state !== 'running') return run;
      }
      if (signal.aborted) return await readRunDetail(database, runId);
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (changed || signal.aborted) resolve();
      });
      // Ten pictures a second are enough, and the events of one transaction come together.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await unsubscribe();
  }
}

interface Screen {
  show(run: RunDetail): void;
}

function appended(out: Console): Screen {
  const told = new Set<string>();
  return {
    show(run) {
      for (const stage of run.stages) {
        if (!endStates.has(stage.state) || told.has(stage.id)) continue;
        told.add(stage.id);
        out.write(`${stageLine(stage)}\n`);
      }
    },
  };
}

function redrawn(out: Console): Screen {
  let height = 0;
  return {
    show(run) {
      const lines = run.stages.map((stage) => stageLine(stage).slice(0, out.columns - 1));
      const up = height > 0 ? `\x1b[${height}A` : '';
      out.write(`${up}\x1b[0J${lines.join('\n')}\n`);
      height = lines.length;
    },
  };
}

function stageLine(stage: StageDetail): string {
  const { id, state, progress, durationMs } = stage;
  const share = progress && progress.total > 0 ? ` ${Math.round((100 * progress.done) / progress.total)} %` : '';
  const time = state === 'done' && durationMs !== null ? ` in ${durationMs} ms` : '';
  const what = state === 'running' ? `${share} ${progress?.words ?? ''}` : `${time}${stageFigures(stage)}`;
  return `${marks[state]} ${state.padEnd(9)} ${id}${what.trimEnd()}${errorWordsOf(stage)}`;
}
