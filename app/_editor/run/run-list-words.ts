import { formatDuration, formatFigure } from '@/app/_ui/figures';
import type { RunListEntry } from '../api';

export const tookMs = ({ createdAt, endedAt }: Pick<RunListEntry, 'createdAt' | 'endedAt'>): number | undefined =>
  endedAt ? new Date(endedAt).getTime() - new Date(createdAt).getTime() : undefined;

export const tookWords = (run: Pick<RunListEntry, 'createdAt' | 'endedAt'>): string | undefined => {
  const ms = tookMs(run);
  return ms === undefined ? undefined : formatDuration(ms);
};

export const versionWords = ({ versionNumber }: Pick<RunListEntry, 'versionNumber'>): string =>
  versionNumber === null ? 'draft' : `v${versionNumber}`;

/** Figures that say how good it was come before counts. */
const telling = /\.(auc|accuracy|macro_f1|f1|rmse|mae|r2|log_loss|parityGap)$/;
const mostFigures = 3;

/** "auc 0.846 · f1 0.61": what people look at first. */
export function figureWords({ results }: Pick<RunListEntry, 'results'>): string {
  return Object.entries(results)
    .filter(([name]) => telling.test(name))
    .slice(0, mostFigures)
    .map(([name, value]) => `${name.split('.').at(-1)!.replaceAll('_', ' ')} ${formatFigure(value, 3)}`)
    .join(' · ');
}

export function parameterWords({ parameters }: Pick<RunListEntry, 'parameters'>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} = ${String(value)}`)
    .join(' · ');
}

/** All that a run can be found by. */
export const searchText = (run: RunListEntry): string =>
  [`Run ${run.number}`, run.state, versionWords(run), figureWords(run), parameterWords(run), run.error?.message ?? '']
    .join(' ')
    .toLowerCase();
