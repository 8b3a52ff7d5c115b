import { announce } from '@/app/_ui/live-region';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { groupsOf, type Position, type Wire, type WireEnd, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { groupOf } from '@/nodes/kernel/graph-doc/groups';
import { mainOutput } from '../canvas/connect';
import { columnPitch } from '../canvas/free-spot';
import { definitionOf } from '../canvas/ports';
import { perform } from '../commands/perform';
import { freeNodeId } from '../document/new-id';
import type { Editor } from '../editor';
import { openPick } from '../menus/open-pick';
import { only, selectNodes } from '../view/view-store';
import { feeding, fittingEnds } from './fitting-ends';
import { type OutlineRow, portKey } from './outline-rows';
import { counted, endTitle, nodeTitle, portTitle } from './outline-words';

/** What the tree lends to an action: where a list may open, and how the cursor gets to a row. */
export interface OutlineHand {
  /** On screen, beside the row. */
  readonly at: Position;
  goTo(key: string): void;
  goToNode(id: string): void;
}

const documentOf = (editor: Editor) => editor.document.getState();

/** Opens the list of nodes; the chosen one reads what this node makes. */
export function addAfter(editor: Editor, node: string, hand: OutlineHand, port?: string): void {
  const { doc } = documentOf(editor);
  const definition = definitionOf(doc.nodes[node]);
  const output = port ?? (definition && mainOutput(definition));
  const from = output === undefined ? {} : { from: { node, port: output, side: 'out' as const } };
  addBeside(editor, hand, place(editor, node, 1), from);
}

/** The chosen node feeds this one: between it and what feeds it now, if anything does. */
export function addBefore(editor: Editor, node: string, hand: OutlineHand, port?: string): void {
  const { doc } = documentOf(editor);
  const input = port ?? Object.keys(definitionOf(doc.nodes[node])?.ports.in ?? {})[0];
  const to = input === undefined ? undefined : { node, port: input };
  const from = to && feeding(doc, to);
  if (to && from) addOnWire(editor, { from, to }, hand);
  else addBeside(editor, hand, place(editor, node, -1), to ? { from: { ...to, side: 'in' } } : {});
}

export const addOnWire = (editor: Editor, wire: Wire, hand: OutlineHand): void =>
  addBeside(editor, hand, place(editor, wire.from.node, 1), { wire: wireId(wire) });

/** The first node of a drawing, or one that stands alone. */
export function addAlone(editor: Editor, hand: OutlineHand): void {
  const middle = editor.canvas?.middle() ?? { x: 0, y: 0 };
  addBeside(editor, hand, { x: middle.x - 100, y: middle.y - 36 });
}

type Where = Pick<NonNullable<ReturnType<Editor['view']['getState']>['search']>, 'from' | 'wire'>;

function addBeside(editor: Editor, hand: OutlineHand, drop: Position, where: Where = {}): void {
  const onAdded = (id: string) => {
    announce(`${nodeTitle(documentOf(editor).doc, id)} added`);
    editor.canvas?.reveal(id);
    hand.goToNode(id);
  };
  editor.view.setState({ search: { at: hand.at, drop, ...where, onAdded } });
}

function place(editor: Editor, node: string, columns: number): Position {
  const { x, y } = documentOf(editor).doc.layout[node] ?? { x: 0, y: 0 };
  return { x: x + columns * columnPitch, y };
}

/** Opens the list of ports that could be joined to this one. */
export function connectPort(editor: Editor, end: WireEnd, side: 'in' | 'out', hand: OutlineHand): void {
  const { doc } = documentOf(editor);
  const own = endTitle(doc, end, side);
  const options = fittingEnds(doc, end, side).map((other) => {
    const wire: Wire = side === 'in' ? { from: other, to: end } : { from: end, to: other };
    const [node, port] = [nodeTitle(doc, other.node), portTitle(doc, other, side === 'in' ? 'out' : 'in')];
    const replaced = side === 'out' ? feeding(doc, other) : undefined;
    return {
      key: wireId(wire),
      title: `${node}, ${port}`,
      icon: definitionOf(doc.nodes[other.node])?.ui.icon,
      category: definitionOf(doc.nodes[other.node])?.category,
      ...(replaced ? { aside: `replaces ${nodeTitle(doc, replaced.node)}` } : {}),
      choose: () => {
        documentOf(editor).dispatch([{ kind: 'connect', wire }], 'Connect');
        announce(side === 'in' ? `${own} now reads ${node}` : `${own} now feeds ${node}`);
        hand.goTo(portKey(side, end));
      },
    };
  });
  openPick(editor, {
    at: hand.at,
    label: side === 'in' ? `What feeds ${own}?` : `What does ${own} feed?`,
    placeholder: 'Find a port',
    none: side === 'in' ? 'Nothing here makes what this input takes' : 'Nothing here takes what this output gives',
    options,
  });
}

export function disconnect(editor: Editor, to: WireEnd): void {
  const { doc, dispatch } = documentOf(editor);
  const from = feeding(doc, to);
  if (!from) return;
  dispatch([{ kind: 'disconnect', to }], 'Delete wire');
  announce(`${nodeTitle(doc, to.node)} no longer reads ${nodeTitle(doc, from.node)}`);
}

/** Deletes what is selected, as the canvas does, and says how many went. */
export function deleteSelected(editor: Editor): void {
  const { selection } = editor.view.getState();
  const id = only(selection);
  const words = id === undefined ? counted(selection.size, 'node') : nodeTitle(documentOf(editor).doc, id);
  if (perform(editor, 'delete')) announce(`${words} deleted`);
}

export function rename(editor: Editor, row: Extract<OutlineRow, { kind: 'node' | 'group' }>, typed: string): void {
  const { doc, dispatch } = documentOf(editor);
  const title = typed.trim().slice(0, 80);
  if (row.kind === 'group') {
    if (title !== groupsOf(doc)[row.id]?.title) dispatch([{ kind: 'set-group', id: row.id, set: { title } }], 'Rename');
    return;
  }
  const node = doc.nodes[row.id];
  if (!node || title === nodeTitle(doc, row.id)) return;
  const isOwn = title !== '' && title !== definitionOf(node)?.title;
  dispatch([{ kind: 'set-title', id: row.id, ...(isOwn ? { title } : {}) }], 'Rename');
}

/** Puts nodes into a group, into a new one (`new`), or out of theirs (undefined). */
export function moveIntoGroup(editor: Editor, nodes: readonly string[], group: string | undefined): void {
  const { doc, dispatch } = documentOf(editor);
  const groups = groupsOf(doc);
  if (group === undefined) {
    const left = new Set(nodes.flatMap((node) => groupOf(doc, node) ?? []));
    const edits = [...left].map((id): Edit => {
      const stay = groups[id]?.nodes.filter((node) => !nodes.includes(node)) ?? [];
      return stay.length > 0 ? { kind: 'set-group', id, set: { nodes: stay } } : { kind: 'remove-group', id };
    });
    dispatch(edits, 'Take out of the group');
    announce('Out of the group');
    return;
  }
  const before = groups[group];
  const id = before ? group : freeNodeId('group', new Set(Object.keys(groups)));
  const set = before
    ? { nodes: [...before.nodes, ...nodes] }
    : { title: 'Group', color: 'grey' as const, nodes: [...nodes], collapsed: false };
  dispatch([{ kind: 'set-group', id, set }], before ? 'Move into the group' : 'Group');
  announce(`In ${before?.title || 'a new group'}`);
}

/** Selects what a row is about, as the canvas shows it; with `more` it is added to what is selected. */
export function selectRow(editor: Editor, row: OutlineRow, more = false): void {
  const { view } = editor;
  switch (row.kind) {
    case 'group':
      selectNodes(view, groupsOf(documentOf(editor).doc)[row.id]?.nodes ?? []);
      break;
    case 'node':
      selectNodes(view, more ? [...view.getState().selection, row.id] : [row.id]);
      editor.canvas?.reveal(row.id);
      break;
    case 'wire':
      view.setState({ selection: new Set(), selectedWires: new Set([wireId(row.wire)]), port: undefined });
      break;
    default:
      view.setState({
        selection: new Set([row.end.node]),
        selectedWires: new Set(),
        port: row.kind === 'output' ? row.end.port : undefined,
      });
  }
}
