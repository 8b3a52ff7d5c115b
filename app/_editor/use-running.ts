import { useEffect } from 'react';
import { runAnalysis } from './analysis/run-analysis';
import { startAutosave } from './document/autosave';
import { followEdits } from './document/follow-edits';
import { type Editor, tellProblem } from './editor';
import { followPlan } from './run/follow-plan';
import { followRuns } from './run/follow-runs';
import { tellPublished } from './run/tell-published';

/** What works while an editor is on screen: saving, others' edits, analysis, runs. */
export function useRunning(editor: Editor): void {
  useEffect(() => {
    const { api, document, view } = editor;
    const autosave = startAutosave(document, api.edits, {
      onRefused: (error) => tellProblem(editor, 'An edit was not taken', error),
    });
    const edits = followEdits(document, api);
    const analysis = runAnalysis(document, editor.analysis, api);
    const runs = followRuns(editor.runs, api, (error) => tellProblem(editor, 'The run cannot be read', error));
    const plan = followPlan(editor);
    const stopTelling = tellPublished(editor);
    editor.running = { analysis, runs, flush: autosave.flush };
    runs.start().catch((error) => tellProblem(editor, 'The runs cannot be read', error));

    const stopView = view.subscribe((state, before) => {
      if (state.parameters !== before.parameters) analysis.setParameters(state.parameters);
    });
    const onHide = () => window.document.visibilityState === 'hidden' && autosave.flush();
    const onLeave = (event: BeforeUnloadEvent) => {
      if (document.getState().draft.pending.length > 0) event.preventDefault();
    };
    window.addEventListener('online', autosave.flush);
    window.document.addEventListener('visibilitychange', onHide);
    window.addEventListener('beforeunload', onLeave);
    return () => {
      autosave.flush();
      editor.running = undefined;
      for (const part of [edits, analysis, runs, plan]) part.stop();
      // A last batch may be on its way; it is not called back.
      setTimeout(autosave.stop, 3_000);
      stopView();
      stopTelling();
      window.removeEventListener('online', autosave.flush);
      window.document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
    };
  }, [editor]);
}
