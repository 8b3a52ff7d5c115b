import type { MenuEntry } from '@/app/_ui/menu';
import { type Position, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf, titleOf } from '../canvas/ports';
import { wiresFrom, wiresInto } from '../canvas/wiring';
import { alignCommands } from '../commands/align-commands';
import { chooseOther, cutWires } from '../commands/connect-commands';
import type { Editor } from '../editor';
import { type PortEnd, selectNodes } from '../view/view-store';
import { commandEntries, openMenu } from './open-menu';

/** What was right-clicked. */
export type MenuTarget =
  | { readonly kind: 'card'; readonly id: string }
  | { readonly kind: 'selection' }
  | { readonly kind: 'wire'; readonly id: string }
  | { readonly kind: 'port'; readonly end: PortEnd }
  | { readonly kind: 'canvas' };

/** Opens the menu of something on the canvas. It is selected first: what the menu offers acts on the selection. */
export function openCanvasMenu(editor: Editor, target: MenuTarget, at: Position): void {
  const { view } = editor;
  if (target.kind === 'card' && !view.getState().selection.has(target.id)) selectNodes(view, [target.id]);
  if (target.kind === 'wire' && !view.getState().selectedWires.has(target.id))
    view.setState({ selection: new Set(), selectedWires: new Set([target.id]), port: undefined });
  openMenu(editor, { at, ...menuOf(editor, target, at) });
}

function menuOf(editor: Editor, target: MenuTarget, at: Position): { label: string; entries: MenuEntry[] } {
  const { doc } = editor.document.getState();
  const { selection } = editor.view.getState();
  switch (target.kind) {
    case 'card':
    case 'selection': {
      if (selection.size > 1) return { label: `${selection.size} nodes`, entries: ofMany(editor) };
      const [id = ''] = selection;
      const node = doc.nodes[id];
      return { label: node ? titleOf(node) : id, entries: ofCard(editor) };
    }
    case 'wire':
      return { label: 'Wire', entries: commandEntries(editor, wireCommands) };
    case 'port':
      return ofPort(editor, target.end, at);
    case 'canvas':
      return { label: 'Canvas', entries: commandEntries(editor, canvasCommands) };
  }
}

const ofCard = (editor: Editor): MenuEntry[] => [
  ...commandEntries(editor, ['open-node', 'rename-node', 'run-to-here', 'rerun-from-here?']),
  { kind: 'separator' },
  ...commandEntries(editor, ['connect', 'disconnect', 'insert-before?', 'insert-after?', 'replace-with']),
  { kind: 'separator' },
  ...commandEntries(editor, ['bypass', 'group', 'ungroup?']),
  {
    kind: 'sub',
    label: 'Select',
    icon: 'waypoints',
    entries: commandEntries(editor, ['select-upstream', 'select-downstream', 'select-all']),
  },
  { kind: 'separator' },
  ...commandEntries(editor, ['copy', 'cut', 'duplicate', 'delete']),
];
const wireCommands = ['insert-on-wire', 'disconnect', '-', 'delete'];
const canvasCommands = [
  'add-node',
  'add-sticky',
  'paste',
  '-',
  'select-all',
  'arrange',
  'fit',
  'zoom-full',
  'find',
  '-',
  'undo',
  'redo',
  '-',
  'run',
  'commands',
];

/** Commands on all that is selected. */
const ofMany = (editor: Editor): MenuEntry[] => [
  ...commandEntries(editor, [
    'run-to-here?',
    'connect?',
    'select-path?',
    'bypass',
    'group',
    'ungroup?',
    'fit-selection',
  ]),
  {
    kind: 'sub',
    label: 'Align',
    icon: 'align-center-vertical',
    entries: commandEntries(
      editor,
      alignCommands.map(({ name }) => name),
    ),
  },
  ...commandEntries(editor, ['arrange']),
  { kind: 'separator' },
  ...commandEntries(editor, ['copy', 'cut', 'duplicate', 'delete']),
];

function ofPort(editor: Editor, end: PortEnd, at: Position): { label: string; entries: MenuEntry[] } {
  const { doc } = editor.document.getState();
  const node = doc.nodes[end.node];
  const port = definitionOf(node)?.ports[end.side][end.port];
  const wires = (end.side === 'out' ? wiresFrom : wiresInto)(doc, end.node).filter(
    (wire) => (end.side === 'out' ? wire.from.port : wire.to.port) === end.port,
  );
  const after = (does: () => void) => () => void setTimeout(does, 0);
  const layout = doc.layout[end.node] ?? { x: 0, y: 0 };
  const drop = { x: layout.x + (end.side === 'out' ? 264 : -264), y: layout.y };
  const [wire] = wires;
  return {
    label: `${node ? titleOf(node) : end.node}, ${port?.title ?? end.port}`,
    entries: [
      { kind: 'label', label: `${end.side === 'out' ? 'Output' : 'Input'} ${port?.title ?? end.port}` },
      { label: 'Connect to…', icon: 'cable', onSelect: after(() => chooseOther(editor, end)) },
      {
        label: 'Add what fits…',
        icon: 'box',
        onSelect: after(() =>
          editor.view.setState({
            search: end.side === 'in' && wire ? { at, drop, wire: wireId(wire) } : { at, drop, from: end },
          }),
        ),
      },
      {
        label: wires.length > 1 ? `Disconnect ${wires.length} wires` : 'Disconnect',
        icon: 'unplug',
        disabled: wires.length === 0,
        hint: wires.length === 0 ? 'It has no wire.' : undefined,
        onSelect: after(() => cutWires(editor, wires)),
      },
      ...(end.side === 'out'
        ? [
            {
              label: 'Show its rows',
              icon: 'table',
              onSelect: () =>
                editor.view.setState({
                  selection: new Set([end.node]),
                  port: end.port,
                  bottomTab: 'data' as const,
                  isBottomOpen: true,
                }),
            },
          ]
        : []),
    ],
  };
}
