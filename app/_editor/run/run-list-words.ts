import { formatDuration, formatFigure } from '@/app/_ui/figures';
import type { RunListEntry } from '../api';
import { figureName, figureRank, isTelling } from './figure-names';

export const tookMs = ({ createdAt, endedAt }: Pick<RunListEntry, 'createdAt' | 'endedAt'>): number | undefined =>
  endedAt ? new Date(endedAt).getTime() - new Date(createdAt).getTime() : undefined;

export const tookWords = (run: Pick<RunListEntry, 'createdAt' | 'endedAt'>): string | undefined => {
  const ms = tookMs(run);
  return ms === undefined ? undefined : formatDuration(ms);
};

export const versionWords = ({ versionNumber }: Pick<RunListEntry, 'versionNumber'>): string =>
  versionNumber === null ? 'draft' : `v${versionNumber}`;

const mostFigures = 3;

/** "auc 0.846 · f1 0.61": what people look at first. */
export function figureWords({ results }: Pick<RunListEntry, 'results'>): string {
  return Object.entries(results)
    .map(([key, value]) => ({ name: figureName(key.slice(key.indexOf('.') + 1)), value }))
    .filter(({ name }) => isTelling(name))
    .sort((a, b) => figureRank(a.name) - figureRank(b.name))
    .slice(0, mostFigures)
    .map(({ name, value }) => `${name} ${formatFigure(value, 3)}`)
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
