import { registry } from '@/nodes/registry.gen';
import type { Editor } from '../editor';
import { type NodeSearch, selectNodes } from '../view/view-store';
import { insertOnWire, type Placed, type Placement, placeAtWire, placeNode } from './place-node';

/** Adds a node: freely, at the end of a pulled wire, or in the middle of one. It is selected, ready to be configured. */
export function addNode(
  editor: Editor,
  placement: Placement,
  to: { from?: NodeSearch['from']; wire?: string } = {},
): Placed {
  const { doc, dispatch } = editor.document.getState();
  const placed =
    (to.wire ? insertOnWire(doc, placement, to.wire) : undefined) ??
    (to.from ? placeAtWire(doc, placement, to.from) : placeNode(doc, placement));
  dispatch(placed.edits, `Add ${registry[placement.type]?.title ?? placement.type}`);
  selectNodes(editor.view, [placed.id]);
  editor.view.setState({ inspectorTab: 'configure' });
  return placed;
}

/** Adds a node where the eye is: behind the selected one if that fits, else in the middle of what is in sight. */
export function addNodeInSight(editor: Editor, type: string): Placed {
  const { doc } = editor.document.getState();
  const [selected] = editor.view.getState().selection;
  const before = selected === undefined ? undefined : doc.nodes[selected];
  const at = selected === undefined ? undefined : doc.layout[selected];
  const output = before && Object.entries(registry[before.type]?.ports.out ?? {}).find(([, port]) => !port.secondary);
  if (selected !== undefined && at && output) {
    const from = { node: selected, port: output[0], side: 'out' as const };
    return addNode(editor, { type, at: { x: at.x + 264, y: at.y } }, { from });
  }
  const middle = editor.canvas?.middle() ?? { x: 0, y: 0 };
  return addNode(editor, { type, at: { x: middle.x - 100, y: middle.y - 36 } });
}
