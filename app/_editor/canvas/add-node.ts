import { toast } from '@/app/_ui/toast';
import { catalogue } from '@/nodes/catalogue.gen';
import { type Editor, tellProblem } from '../editor';
import { type NodeSearch, type PortEnd, selectNodes } from '../view/view-store';
import { mainOutput } from './connect';
import { loadDefinitions } from './definitions';
import { columnPitch } from './free-spot';
import { insertBeside, insertOnWire, type Placed, type Placement, placeAtWire, placeNode } from './place-node';
import { definitionOf, titleOf } from './ports';
import { replaceNode } from './replace-node';

export interface Whereto {
  /** The port of a pulled wire. */
  readonly from?: PortEnd;
  readonly wire?: string;
  readonly beside?: NodeSearch['beside'];
}

/** Adds a node: freely, at the end of a pulled wire, in the middle of one, or beside a node. */
export function addNode(editor: Editor, placement: Placement, to: Whereto = {}): Placed | undefined {
  if (to.beside) return addBeside(editor, placement.type, to.beside.node, to.beside.where);
  const { doc } = editor.document.getState();
  const seen = { ...placement, sight: editor.canvas?.sight() };
  const placed =
    (to.wire ? insertOnWire(doc, seen, to.wire) : undefined) ??
    (to.from ? placeAtWire(doc, seen, to.from) : placeNode(doc, seen));
  return put(editor, placed, `Add ${titleOfType(placement.type)}`);
}

/** Between a node and what it is wired to. */
function addBeside(editor: Editor, type: string, node: string, where: 'before' | 'after'): Placed | undefined {
  const placed = insertBeside(editor.document.getState().doc, type, node, where);
  return placed && put(editor, placed, `Insert ${titleOfType(type)}`);
}

/** Puts a node of another type in the place of one. */
export async function replaceInPlace(editor: Editor, node: string, type: string): Promise<Placed | undefined> {
  const registry = await loadDefinitions().catch((error) => tellProblem(editor, 'The node was not replaced', error));
  if (!registry) return undefined;
  const { doc } = editor.document.getState();
  const old = doc.nodes[node];
  const replaced = replaceNode(doc, node, type, registry);
  if (!old || !replaced) return undefined;
  const label = `Replace ${titleOf(old)} by ${titleOfType(type)}`;
  const placed = put(editor, replaced, label);
  if (replaced.lost.length > 0)
    toast({
      title: `${titleOf(old)} is now ${titleOfType(type)}`,
      description: `Not kept: ${replaced.lost.join(', ')}.`,
      action: { label: 'Undo', onSelect: () => void editor.document.getState().undo() },
    });
  return placed;
}

/** The new node is selected and in sight, ready to be configured. */
function put(editor: Editor, placed: Placed, label: string): Placed {
  editor.document.getState().dispatch(placed.edits, label);
  selectNodes(editor.view, [placed.id]);
  editor.view.setState({ inspectorTab: 'configure' });
  editor.canvas?.reveal(placed.id);
  return placed;
}

const titleOfType = (type: string): string => catalogue[type]?.title ?? type;

/** Adds a node where the eye is: behind the selected one if that fits, else in the middle of what is in sight. */
export function addNodeInSight(editor: Editor, type: string): Placed | undefined {
  const { doc } = editor.document.getState();
  const [selected] = editor.view.getState().selection;
  const before = selected === undefined ? undefined : definitionOf(doc.nodes[selected]);
  const at = selected === undefined ? undefined : doc.layout[selected];
  const output = before && mainOutput(before);
  if (selected !== undefined && at && output) {
    const from: PortEnd = { node: selected, port: output, side: 'out' };
    return addNode(editor, { type, at: { x: at.x + columnPitch, y: at.y } }, { from });
  }
  const middle = editor.canvas?.middle() ?? { x: 0, y: 0 };
  return addNode(editor, { type, at: { x: middle.x - 100, y: middle.y - 36 } });
}
