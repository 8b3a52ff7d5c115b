import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { unfolded } from '../canvas/groups/fold';
import { cardAt, wireAt } from '../canvas/hit-test';
import type { Editor } from '../editor';
import type { MenuTarget } from './canvas-menu';

/** What stands at a place of the canvas that was right-clicked; from afar there are no elements, so the drawing is asked. */
export function targetOf(editor: Editor, element: Element, at: Position): MenuTarget | undefined {
  if (!element.closest('.react-flow') || element.closest('input, textarea, [contenteditable="true"]')) return undefined;
  const handle = element.closest<HTMLElement>('.react-flow__handle');
  const { nodeid, handleid } = handle?.dataset ?? {};
  if (nodeid && handleid) {
    const side = handle?.classList.contains('source') ? 'out' : 'in';
    return { kind: 'port', end: { node: nodeid, port: handleid, side } };
  }
  const card = element.closest<HTMLElement>('.react-flow__node')?.dataset.id;
  if (card !== undefined) return editor.document.getState().doc.nodes[card] ? { kind: 'card', id: card } : undefined;
  const wire = element.closest<HTMLElement>('.react-flow__edge')?.dataset.id;
  if (wire !== undefined) return { kind: 'wire', id: wire };
  if (element.closest('.react-flow__nodesselection')) return { kind: 'selection' };
  if (!element.closest('.react-flow__pane')) return undefined;
  const { doc } = editor.document.getState();
  const place = editor.canvas?.toCanvas(at);
  const seen = unfolded(doc);
  const under = place && cardAt(seen.layout, place);
  if (under !== undefined) return { kind: 'card', id: under };
  const near = place && wireAt(doc, place, 8);
  return near === undefined ? { kind: 'canvas' } : { kind: 'wire', id: near };
}
