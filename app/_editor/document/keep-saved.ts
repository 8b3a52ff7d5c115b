import { toast } from '@/app/_ui/toast';
import type { Renames } from '@/nodes/kernel/graph-doc/rename';
import type { Editor } from '../editor';
import type { ViewStore } from '../view/view-store';
import { adoptUnsent } from './adopt-unsent';
import { startAutosave } from './autosave';
import { followEdits } from './follow-edits';
import { liveAs } from './tab-lives';
import { browserStorage, keepUnsent } from './unsent';

/** A last batch may be on its way when the editor closes; it is not called back. */
const lingerMs = 3_000;

/** Saves the document while it is edited, whatever becomes of the connection or of this tab. */
export function keepSaved({ api, document, view, pipelineId }: Editor) {
  const storage = browserStorage();
  const autosave = startAutosave(document, api.edits, { explain: api.explain });
  const edits = followEdits(document, api, autosave.flush);
  const kept = keepUnsent(document, pipelineId, storage);
  const lives = storage && liveAs(document.getState().draft.client);
  const adopting =
    lives &&
    adoptUnsent(document, {
      pipelineId,
      storage,
      log: api.edits,
      whenGone: lives.whenGone,
      keep: kept.write,
      onAdopted: (count) =>
        toast({
          title: count === 1 ? 'An edit was brought back' : `${count} edits were brought back`,
          description: 'They were made before this page was closed, and could not be saved then.',
        }),
    });
  const stopRenaming = document.subscribe(({ draft }, before) => {
    if (draft.renamed !== before.draft.renamed && draft.renamed.size > 0) renameInView(view, draft.renamed);
  });

  const onHide = () => window.document.visibilityState === 'hidden' && autosave.flush();
  const onLeave = (event: BeforeUnloadEvent) => {
    if (!kept.isKept()) event.preventDefault();
  };
  window.addEventListener('online', autosave.flush);
  window.document.addEventListener('visibilitychange', onHide);
  window.addEventListener('beforeunload', onLeave);
  window.addEventListener('pagehide', kept.write);
  return {
    flush: autosave.flush,
    stop() {
      autosave.flush();
      edits.stop();
      adopting?.stop();
      stopRenaming();
      setTimeout(() => {
        autosave.stop();
        kept.stop();
        lives?.stop();
      }, lingerMs);
      window.removeEventListener('online', autosave.flush);
      window.document.removeEventListener('visibilitychange', onHide);
      window.removeEventListener('beforeunload', onLeave);
      window.removeEventListener('pagehide', kept.write);
    },
  };
}

/** Somebody else took the id of a node first: what is selected stays selected. */
function renameInView(view: ViewStore, renamed: Renames): void {
  const { selection } = view.getState();
  if (![...selection].some((id) => renamed.has(id))) return;
  view.setState({ selection: new Set([...selection].map((id) => renamed.get(id) ?? id)) });
}
