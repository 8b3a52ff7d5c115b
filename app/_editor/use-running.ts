import { useEffect } from 'react';
import { wireErrorOf } from '../_lib/trpc';
import { runAnalysis } from './analysis/run-analysis';
import { announceStates } from './announce-states';
import { keepSaved } from './document/keep-saved';
import { type Editor, tellProblem } from './editor';
import { catchUp } from './run/catch-up';
import { followPlan } from './run/follow-plan';
import { followRuns } from './run/follow-runs';
import { tellPublished } from './run/tell-published';

/** What works while an editor is on screen: saving, others' edits, analysis, runs. */
export function useRunning(editor: Editor): void {
  useEffect(() => {
    const { api, document, view } = editor;
    const saving = keepSaved(editor);
    const analysis = runAnalysis(document, editor.analysis, api);
    // A server that is away is told of above the page, and what failed is done again when it is back.
    const tell = (title: string) => (error: unknown) => {
      if (wireErrorOf(error) !== undefined) tellProblem(editor, title, error);
    };
    const runs = followRuns(editor.runs, api, tell('The run cannot be read'));
    const plan = followPlan(editor);
    const stopTelling = tellPublished(editor);
    editor.running = { analysis, runs, flush: saving.flush };
    runs.start().catch(tell('The runs cannot be read'));
    const stopCatchingUp = catchUp(editor);
    const stopAnnouncing = announceStates(editor);

    const stopView = view.subscribe((state, before) => {
      if (state.parameters !== before.parameters) analysis.setParameters(state.parameters);
    });
    return () => {
      editor.running = undefined;
      for (const part of [saving, analysis, runs, plan]) part.stop();
      stopView();
      stopTelling();
      stopCatchingUp();
      stopAnnouncing();
    };
  }, [editor]);
}
