import { useEffect } from 'react';
import { runAnalysis } from './analysis/run-analysis';
import { keepSaved } from './document/keep-saved';
import { type Editor, tellProblem } from './editor';
import { followPlan } from './run/follow-plan';
import { followRuns } from './run/follow-runs';
import { tellPublished } from './run/tell-published';

/** What works while an editor is on screen: saving, others' edits, analysis, runs. */
export function useRunning(editor: Editor): void {
  useEffect(() => {
    const { api, document, view } = editor;
    const saving = keepSaved(editor);
    const analysis = runAnalysis(document, editor.analysis, api);
    const runs = followRuns(editor.runs, api, (error) => tellProblem(editor, 'The run cannot be read', error));
    const plan = followPlan(editor);
    const stopTelling = tellPublished(editor);
    editor.running = { analysis, runs, flush: saving.flush };
    runs.start().catch((error) => tellProblem(editor, 'The runs cannot be read', error));

    const stopView = view.subscribe((state, before) => {
      if (state.parameters !== before.parameters) analysis.setParameters(state.parameters);
    });
    return () => {
      editor.running = undefined;
      for (const part of [saving, analysis, runs, plan]) part.stop();
      stopView();
      stopTelling();
    };
  }, [editor]);
}
