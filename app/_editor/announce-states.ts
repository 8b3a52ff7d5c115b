import { announce } from '@/app/_ui/live-region';
import type { Editor } from './editor';

/** Problems come and go while a word is typed: only what stays is said. */
const settledMs = 1_500;

/** Says, to people who do not see the cards, how a run ended and how many problems there are. */
export function announceStates({ runs, analysis }: Editor): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let said = 0;
  const countErrors = () => analysis.getState().diagnostics.filter(({ severity }) => severity === 'error').length;

  const stopRuns = runs.subscribe(({ shown }, { shown: before }) => {
    if (!shown || shown.id !== before?.id || before.state !== 'running' || shown.state === 'running') return;
    announce(`Run ${shown.number} ${shown.state}`);
  });
  const stopProblems = analysis.subscribe((state, before) => {
    if (state.diagnostics === before.diagnostics) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const count = countErrors();
      if (count === said) return;
      said = count;
      announce(count === 0 ? 'No problem is left' : count === 1 ? '1 problem' : `${count} problems`);
    }, settledMs);
  });
  return () => {
    clearTimeout(timer);
    stopRuns();
    stopProblems();
  };
}
