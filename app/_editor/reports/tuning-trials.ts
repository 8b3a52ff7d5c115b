import { settingLabel, shortName } from '@/nodes/tune/search-space';
import type { TuneReport } from '@/nodes/tune/tune-report';
import type { RunDetail } from '@/server/db/run-views';
import { trialWords } from '../timeline/stage-words';

/** A trial as the leaderboard shows it, while a search runs and after. */
export interface Trial {
  /** `trial-07`. */
  readonly name: string;
  readonly title: string;
  readonly score: number | null;
  readonly deviation: number | null;
  readonly share: number;
  /** By the short name of the setting. */
  readonly values: Readonly<Record<string, number | string>>;
  /** Why it has no score: failed, or skipped. */
  readonly problem?: string;
  readonly isOpen: boolean;
  readonly seconds: number | null;
}

export interface Trials {
  readonly trials: readonly Trial[];
  readonly settings: readonly { readonly name: string; readonly label: string; readonly isLog: boolean }[];
  readonly direction: 'higher' | 'lower';
  readonly metric: string;
}

/** All trials of a search that ended. */
export function trialsOfReport({ trials, space, metric }: TuneReport): Trials {
  return {
    metric: metric.title,
    direction: metric.direction,
    settings: space.map((setting) => ({
      name: shortName(setting.name),
      label: setting.label,
      isLog: setting.kind === 'range' && setting.log,
    })),
    trials: trials.map(({ name, point, score, deviation, share, problem, skipped, seconds }) => ({
      ...{ name, title: titleOf(name), score, deviation, share, seconds, isOpen: false },
      values: Object.fromEntries(Object.entries(point ?? {}).map(([path, value]) => [shortName(path), value])),
      ...((problem ?? skipped) ? { problem: problem ?? skipped } : {}),
    })),
  };
}

const titleOf = (name: string): string => {
  const words = trialWords(name) ?? name;
  return words[0]!.toUpperCase() + words.slice(1);
};

const NO_SETTING = new Set(['score', 'share', 'problem', 'lessIsBetter', 'metric']);

/** The trials of a search that runs, out of what its ended stages say of themselves. */
export function trialsOfRun(run: RunDetail, nodeId: string): Trials {
  const isTrial = (name: string) => /^(trial|rung-\d+)-\d+$/.test(name);
  const stages = run.stages.filter(({ id, node }) => node === nodeId && isTrial(id.slice(nodeId.length + 1)));
  const summaries = stages.map(({ summary }) => summary ?? {});
  const told = summaries.find(({ metric }) => metric !== undefined);
  const names = [...new Set(summaries.flatMap((summary) => Object.keys(summary)))].filter(
    (name) => !NO_SETTING.has(name),
  );
  return {
    metric: String(told?.metric ?? 'Score'),
    direction: told?.lessIsBetter ? 'lower' : 'higher',
    settings: names.map((name) => ({ name, label: settingLabel(name) ?? name, isLog: false })),
    trials: stages.map(({ id, summary, state, durationMs, error }) => {
      const name = id.slice(nodeId.length + 1);
      const { score, share, problem } = summary ?? {};
      const values = names.flatMap((key) => {
        const value = summary?.[key];
        return typeof value === 'number' || typeof value === 'string' ? [[key, value] as const] : [];
      });
      const told = typeof problem === 'string' ? problem : error?.message;
      return {
        ...{ name, title: titleOf(name), deviation: null },
        score: typeof score === 'number' ? score : null,
        share: typeof share === 'number' ? share : 1,
        values: Object.fromEntries(values),
        isOpen: ['waiting', 'queued', 'running'].includes(state),
        seconds: durationMs === null || durationMs === undefined ? null : durationMs / 1000,
        ...(told ? { problem: told } : {}),
      };
    }),
  };
}

/** Best first: those with more effort before those with less, equals in their order; then what has no score. */
export function ranked({ trials, direction }: Trials): Trial[] {
  const loss = ({ score }: Trial) =>
    score === null ? Number.POSITIVE_INFINITY : direction === 'higher' ? -score : score;
  return trials
    .map((trial, order) => ({ trial, order }))
    .sort((a, b) => {
      const [left, right] = [loss(a.trial), loss(b.trial)];
      const isKnown = Number.isFinite(left) && Number.isFinite(right);
      return (isKnown ? b.trial.share - a.trial.share : 0) || (left === right ? 0 : left - right) || a.order - b.order;
    })
    .map(({ trial }) => trial);
}
