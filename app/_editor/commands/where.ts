import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { indexOf } from '../canvas/canvas-index';
import { selectedBy } from '../canvas/drawn-ids';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';

/** Keys that move about the canvas leave the rest of the page alone. */
export function isOnCanvas(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.closest('.react-flow') !== null;
}

/** The card that keys start from: the one with the focus, else the one selected last. */
export function cardOfKeys({ document: store, view }: Editor): string | undefined {
  const { nodes } = store.getState().doc;
  const focused = document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  const last = [...view.getState().selection].at(-1);
  return [focused, last].find((id) => id !== undefined && nodes[id] !== undefined);
}

/** The same among all that is drawn, with collapsed groups and notes. */
export function drawnOfKeys(editor: Editor, places: Readonly<Record<string, Position>>): string | undefined {
  const focused = document.activeElement?.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  return focused !== undefined && places[focused] ? focused : cardOfKeys(editor);
}

/** The card nearest to the middle of what is in sight: where keys begin when nothing is selected. */
export function cardInSight({ document: store, canvas }: Editor): string | undefined {
  const { doc } = store.getState();
  const middle = canvas?.middle();
  const { ids } = indexOf(doc);
  if (!middle) return ids[0];
  const far = (id: string) => {
    const at = doc.layout[id] ?? { x: 0, y: 0 };
    return Math.hypot(at.x + 100 - middle.x, at.y + 36 - middle.y);
  };
  return ids.reduce<string | undefined>(
    (best, id) => (best === undefined || far(id) < far(best) ? id : best),
    undefined,
  );
}

/** Selects a card, brings it into sight and gives it the keyboard; with `more` it is added to what is selected. */
export function goToCard({ document: store, view, canvas }: Editor, id: string, more = false): void {
  const { selection } = view.getState();
  const reached = selectedBy(store.getState().doc, id);
  selectNodes(view, more ? [...[...selection].filter((other) => !reached.includes(other)), ...reached] : reached);
  canvas?.reveal(id);
  canvas?.focus(id);
}

/** Where a list about a card opens: beside it, on screen. */
export function besideCard({ document: store, canvas }: Editor, id: string): Position {
  const at = store.getState().doc.layout[id];
  canvas?.reveal(id);
  return (at && canvas?.toScreen({ x: at.x + 40, y: at.y + 56 })) ?? { x: 240, y: 160 };
}
