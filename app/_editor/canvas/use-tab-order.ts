import { useCallback } from 'react';
import { useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import { indexOf } from './canvas-index';

/**
 * Only cards in sight are in the page, so the browser's Tab key would leave the canvas behind the last of them. This
 * brings the next card into sight instead, and gives it the keyboard.
 */
export function useTabOrder() {
  const editor = useEditor();
  const onKeyDownCapture = useCallback(
    (event: React.KeyboardEvent) => {
      if (event.key !== 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(event.target instanceof HTMLElement)) return;
      const card = event.target.closest<HTMLElement>('.react-flow__node');
      const id = card?.dataset.id;
      if (!card || id === undefined) return;
      const inside = [...card.querySelectorAll<HTMLElement>('button, a[href], input, [tabindex="0"]')];
      if (event.target !== (event.shiftKey ? card : (inside.at(-1) ?? card))) return;
      const { ids, placeOf } = indexOf(editor.document.getState().doc);
      const next = ids[(placeOf(id) ?? Number.NaN) + (event.shiftKey ? -1 : 1)];
      if (next === undefined || card.parentElement?.querySelector(`.react-flow__node[data-id="${next}"]`)) return;
      event.preventDefault();
      selectNodes(editor.view, [next]);
      editor.canvas?.reveal(next);
      editor.canvas?.focus(next);
    },
    [editor],
  );
  return { onKeyDownCapture };
}
