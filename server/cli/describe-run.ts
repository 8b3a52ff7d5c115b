import type { RunDetail, StageDetail } from '../db/run-views';
import { EXIT, type ExitCode } from './exit-code';

const mostFigures = 6;

/** The figures of a stage's card, in one line. */
export function stageFigures({ summary }: StageDetail): string {
  const figures = Object.entries(summary ?? {}).map(([name, value]) => `${name} ${rounded(value)}`);
  if (figures.length === 0) return '';
  const more = figures.length > mostFigures ? ` and ${figures.length - mostFigures} more` : '';
  return `  ${figures.slice(0, mostFigures).join(', ')}${more}`;
}

export function errorWordsOf({ error }: StageDetail): string {
  return error === null ? '' : `  ${error.message}`;
}

/** What failed and what to do next; undefined when nothing did. */
export function describeFailure({ stages }: RunDetail): string | undefined {
  const failed = stages.filter((stage) => stage.state === 'failed' && stage.error !== null);
  if (failed.length === 0) return undefined;
  return failed
    .map(({ id, error }) => `${id}: ${error!.message}${error!.hint ? `\n  → ${error!.hint}` : ''}`)
    .join('\n');
}

const rounded = (value: unknown): string =>
  typeof value === 'number' && !Number.isInteger(value) ? value.toPrecision(4) : String(value);

/** A refusal of the user's data or gates is 1; what broke is 3. */
export function runExitCode({ state, stages }: RunDetail): ExitCode {
  if (state === 'done') return EXIT.done;
  if (state === 'cancelled') return EXIT.interrupted;
  const failed = stages.filter((stage) => stage.state === 'failed');
  const isRefusal = failed.length > 0 && failed.every((stage) => stage.error?.blame === 'user');
  return isRefusal ? EXIT.refused : EXIT.broken;
}

/** The last words of a run, for people. */
export function describeRun(run: RunDetail): string {
  const count = (state: string) => run.stages.filter((stage) => stage.state === state).length;
  const parts = [`${count('done')} ran`, `${count('reused')} reused`];
  if (count('skipped') > 0) parts.push(`${count('skipped')} skipped`);
  if (count('failed') > 0) parts.push(`${count('failed')} failed`);
  const head = `Run ${run.number} ${run.state}: ${parts.join(', ')}.`;
  const figures = run.stages
    .filter((stage) => stage.summary !== null && Object.keys(stage.summary).length > 0)
    .map((stage) => `  ${stage.id}${stageFigures(stage)}`);
  return [head, ...figures].join('\n');
}
