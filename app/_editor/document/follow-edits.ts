import type { EditorApi } from '../api';
import type { DocumentStore } from './document-store';

/** Takes in what other tabs do, and tells when the server can be reached (again). A hidden tab lets go: a browser holds few connections to one server. */
export function followEdits(store: DocumentStore, api: Pick<EditorApi, 'onEdits'>, onConnected: () => void) {
  let unsubscribe: (() => void) | undefined;

  const follow = () => {
    unsubscribe ??= api.onEdits(
      store.getState().draft.revision,
      (batch) => store.getState().receive([batch]),
      onConnected,
    );
  };
  const leave = () => {
    unsubscribe?.();
    unsubscribe = undefined;
  };
  const onVisibility = () => (document.visibilityState === 'hidden' ? leave() : follow());
  document.addEventListener('visibilitychange', onVisibility);
  follow();
  return {
    stop() {
      document.removeEventListener('visibilitychange', onVisibility);
      leave();
    },
  };
}
