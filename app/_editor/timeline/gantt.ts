import type { RunTimes } from '@/server/api/runs';
import type { RunDetail } from '@/server/db/run-views';
import { criticalPath, forecastRun } from '../run/forecast';
import { stageLeftMs } from '../run/run-outlook';

type Stage = RunDetail['stages'][number];

/** A stretch on a stage's line, in milliseconds since the run began. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly kind: 'worked' | 'failed' | 'running' | 'forecast';
  /** Which try it was, where there was more than one. */
  readonly attempt?: number;
}

export interface GanttLine {
  readonly stage: Stage;
  readonly bars: readonly Bar[];
  readonly isCritical: boolean;
  /** What its result took when it was made; of reused stages. */
  readonly savedMs: number | undefined;
  /** How long it worked, or has worked so far; null: not at all. */
  readonly workedMs: number | null;
}

export interface Gantt {
  readonly lines: readonly GanttLine[];
  /** Now, or the end of the run. */
  readonly nowMs: number;
  /** Where the last bar ends, what is expected included. */
  readonly endMs: number;
  readonly savedMs: number;
  /** The stages that the end waits for, first to last. */
  readonly critical: readonly string[];
}

const since = (begin: number, moment: string | null): number | undefined =>
  moment === null ? undefined : Math.max(0, new Date(moment).getTime() - begin);

const isOpen = ({ state }: Stage): boolean => state === 'waiting' || state === 'queued' || state === 'running';

/** A run as lines over time: what worked when, each try, what is still to come and what reuse saved. */
export function ganttOf(
  run: Pick<RunDetail, 'stages' | 'createdAt' | 'endedAt'>,
  times: RunTimes | undefined,
  now: number,
): Gantt {
  const begin = new Date(run.createdAt).getTime();
  const nowMs = since(begin, run.endedAt) ?? Math.max(0, now - begin);
  const open = run.stages.filter(isOpen);
  const forecast = forecastRun(
    open.map((stage) => ({ id: stage.id, waitsFor: stage.dependsOn, ms: stageLeftMs(stage, now) })),
    times?.slots ?? 2,
  ).times;
  const tries = new Map<string, Bar[]>();
  for (const { stageId, attempt, startedAt, endedAt, outcome } of times?.tries ?? []) {
    const bar: Bar = {
      from: since(begin, startedAt) ?? 0,
      to: since(begin, endedAt) ?? 0,
      kind: outcome === 'failed' || outcome === 'again' ? 'failed' : 'worked',
      attempt,
    };
    const known = tries.get(stageId);
    if (known) known.push(bar);
    else tries.set(stageId, [bar]);
  }
  const lines = run.stages.map((stage): GanttLine => {
    const ahead = forecast.get(stage.id);
    const worked = barsOf(stage, numbered(tries.get(stage.id) ?? []), begin, nowMs);
    const expected: Bar[] =
      isOpen(stage) && ahead && ahead.to > ahead.from
        ? [{ from: nowMs + ahead.from, to: nowMs + ahead.to, kind: 'forecast' }]
        : [];
    return {
      stage,
      bars: [...worked, ...expected],
      isCritical: false,
      savedMs: stage.state === 'reused' ? times?.savedMs[stage.id] : undefined,
      workedMs:
        stage.state === 'reused' || worked.length === 0
          ? null
          : worked.reduce((sum, bar) => sum + bar.to - bar.from, 0),
    };
  });
  const critical = criticalPath(
    lines.flatMap(({ stage, bars }) => {
      const [first, last] = [bars[0], bars.at(-1)];
      return first && last ? [{ id: stage.id, waitsFor: stage.dependsOn, from: first.from, to: last.to }] : [];
    }),
  );
  const onPath = new Set(critical);
  return {
    lines: lines.map((line) => (onPath.has(line.stage.id) ? { ...line, isCritical: true } : line)),
    nowMs,
    endMs: lines.reduce((end, { bars }) => Math.max(end, bars.at(-1)?.to ?? 0), nowMs),
    savedMs: lines.reduce((sum, line) => sum + (line.savedMs ?? 0), 0),
    critical,
  };
}

/** Attempts count over all runs of the same work: here from one. */
const numbered = (bars: readonly Bar[]): Bar[] =>
  bars.map(({ attempt: _, ...bar }, index) => (bars.length > 1 ? { ...bar, attempt: index + 1 } : bar));

function barsOf(stage: Stage, tries: readonly Bar[], begin: number, nowMs: number): Bar[] {
  const from = since(begin, stage.startedAt);
  if (stage.state === 'reused' || from === undefined) return [...tries];
  if (stage.state === 'running') return [...tries, { from, to: nowMs, kind: 'running', ...nextTry(tries) }];
  if (tries.length > 0) return [...tries];
  const to = since(begin, stage.endedAt);
  return to === undefined ? [] : [{ from, to, kind: stage.state === 'failed' ? 'failed' : 'worked' }];
}

const nextTry = (tries: readonly Bar[]) => (tries.length > 0 ? { attempt: tries.length + 1 } : {});
