import type { Editor } from '../editor';

const quietMs = 250;

/** Asks what a run would reuse, whenever the saved draft, the parameters or the results changed. */
export function followPlan({ document, runs, view, analysis, api }: Editor) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    const { doc, draft } = document.getState();
    if (draft.pending.length > 0 || Object.keys(doc.nodes).length === 0) return;
    const plan = await api.planRun({ parameters: view.getState().parameters }).catch(() => undefined);
    if (number === asked) runs.setState({ plan });
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), quietMs);
  };
  const stops = [
    // The draft is told that it was saved, and whether all is saved, one after the other.
    document.subscribe(({ draft }, before) => draft !== before.draft && draft.pending.length === 0 && soon()),
    view.subscribe((state, before) => state.parameters !== before.parameters && soon()),
    runs.subscribe((state, before) => state.shown?.state !== before.shown?.state && soon()),
    analysis.subscribe((state, before) => state.specHash !== before.specHash && soon()),
  ];
  soon();
  return {
    stop() {
      clearTimeout(timer);
      for (const stop of stops) stop();
    },
  };
}
