import { type RefObject, useEffect } from 'react';
import { useEditor } from '../editor';

/** A pipeline that opens, or a paste of hundreds, is simply there. */
const most = 60;

/** Cards and wires that an edit has brought fade in where they stand, so that one sees what came. */
export function useArrivals(root: RefObject<HTMLElement | null>): void {
  const editor = useEditor();
  useEffect(
    () =>
      editor.document.subscribe(({ doc }, { doc: before }) => {
        if (doc.nodes === before.nodes) return;
        const fresh = Object.keys(doc.nodes).filter((id) => !(id in before.nodes));
        if (fresh.length === 0 || fresh.length > most || fresh.length === Object.keys(doc.nodes).length) return;
        requestAnimationFrame(() => {
          for (const id of fresh) arrive(root.current?.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`));
        });
      }),
    [editor, root],
  );
}

/** On the clock and the curve of the tokens, which is none with reduced motion. */
function arrive(element: Element | null | undefined): void {
  if (!element) return;
  const style = getComputedStyle(element);
  const duration = milliseconds(style.getPropertyValue('--d-base'));
  if (duration === 0) return;
  element.firstElementChild?.animate([{ opacity: 0, scale: 0.96 }, {}], {
    duration,
    easing: style.getPropertyValue('--ease'),
  });
}

/** A built style sheet may say 160ms as .16s. */
const milliseconds = (time: string): number => Number.parseFloat(time) * (time.trim().endsWith('ms') ? 1 : 1000) || 0;
