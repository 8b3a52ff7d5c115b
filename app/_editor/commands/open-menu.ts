import { type Position, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { endsOf } from '../canvas/wire-course';
import type { Editor } from '../editor';
import { openCanvasMenu } from '../menus/canvas-menu';
import { only } from '../view/view-store';
import type { Command } from './command';
import { besideCard, cardOfKeys, isOnCanvas } from './where';

/** The keyboard's right click: the menu of the card with the focus, of the selected wire, or of the canvas. */
export const openMenuHere: Command = {
  name: 'open-menu',
  title: 'Open the menu of what is selected',
  group: 'Nodes',
  keys: ['shift+f10', 'contextmenu'],
  keywords: ['context', 'right click'],
  when: isOnCanvas,
  needs: 'Go to the canvas first.',
  perform(editor) {
    const card = cardOfKeys(editor);
    const wire = only(editor.view.getState().selectedWires);
    if (card !== undefined) openCanvasMenu(editor, { kind: 'card', id: card }, besideCard(editor, card));
    else if (wire !== undefined) openCanvasMenu(editor, { kind: 'wire', id: wire }, middleOfWire(editor, wire));
    else openCanvasMenu(editor, { kind: 'canvas' }, middle(editor));
  },
};

const middle = ({ canvas }: Editor): Position => canvas?.toScreen(canvas.middle()) ?? { x: 200, y: 200 };

function middleOfWire(editor: Editor, id: string): Position {
  const { doc } = editor.document.getState();
  const wire = doc.wires.find((candidate) => wireId(candidate) === id);
  const ends = wire && endsOf(doc, wire);
  if (!ends || !editor.canvas) return middle(editor);
  return editor.canvas.toScreen({ x: (ends[0].x + ends[1].x) / 2, y: (ends[0].y + ends[1].y) / 2 });
}
