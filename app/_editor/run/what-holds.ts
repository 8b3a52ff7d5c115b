import type { RunDetail } from '../api';

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`;

/** What a failure left standing: what goes on, what is done and kept, what was skipped for it. */
export function whatStillHolds(run: Pick<RunDetail, 'stages'> | undefined, node: string): string | undefined {
  if (!run) return undefined;
  const others = run.stages.filter((stage) => stage.node !== node);
  const inState = (...states: string[]) => others.filter(({ state }) => states.includes(state)).length;
  const goesOn = inState('running', 'queued', 'waiting');
  const kept = inState('done', 'reused');
  const skipped = others.filter(({ state, reason }) => state === 'skipped' && !reason.startsWith('Not needed')).length;
  const words = [
    kept > 0 && `${count(kept, 'result is', 'results are')} kept`,
    goesOn > 0 && `${count(goesOn, 'other stage goes', 'other stages go')} on`,
    skipped > 0 && `${count(skipped, 'stage', 'stages')} below did not run`,
  ].filter(Boolean);
  return words.length === 0 ? undefined : `${words.join(', ')}.`;
}
