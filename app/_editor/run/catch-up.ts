import { connection } from '@/app/_frame/connection/connection';
import type { Editor } from '../editor';

/** Once the server is back: sends what was kept, and reads the run anew, since nobody told of what happened meanwhile. */
export function catchUp(editor: Editor): () => void {
  return connection.store.subscribe(({ lostSince }, before) => {
    if (lostSince !== undefined || before.lostSince === undefined) return;
    const { running } = editor;
    const { shown, isPinned } = editor.runs.getState();
    running?.flush();
    // If this fails the server is away again, and this is done once more when it is back.
    void (shown ? running?.runs.show(shown.id, isPinned).then(running.runs.refreshList) : running?.runs.start())?.catch(
      () => undefined,
    );
  });
}
