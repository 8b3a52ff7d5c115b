import { Group, Pencil, Plug, Plus, Table } from 'lucide-react';
import type { MenuEntry } from '@/app/_ui/menu';
import { groupsOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { groupOf } from '@/nodes/kernel/graph-doc/groups';
import { definitionOf } from '../canvas/ports';
import { printedKeys } from '../commands/keys';
import type { Editor } from '../editor';
import { commandEntries } from '../menus/open-menu';
import {
  addAfter,
  addBefore,
  addOnWire,
  connectPort,
  deleteSelected,
  disconnect,
  moveIntoGroup,
  type OutlineHand,
} from './outline-actions';
import { nodeKey, type OutlineRow } from './outline-rows';
import { nodeTitle } from './outline-words';

/** All that can be done with a row. The row is selected first, so commands act on it. */
export function rowEntries(editor: Editor, row: OutlineRow, hand: OutlineHand, startRename: () => void): MenuEntry[] {
  const { doc, dispatch } = editor.document.getState();
  // The menu gives the focus back before it closes: what opens something else must come after.
  const after = (does: () => void) => () => void setTimeout(does, 0);
  const goTo = (node: string): MenuEntry => ({
    label: `Go to ${nodeTitle(doc, node)}`,
    onSelect: after(() => hand.goTo(nodeKey(node))),
  });
  const renaming: MenuEntry = { label: 'Rename', icon: Pencil, keys: 'F2', onSelect: after(startRename) };

  switch (row.kind) {
    case 'node':
      return [
        ...commandEntries(editor, ['open-node', 'run-to-here']),
        { kind: 'separator' },
        ...addEntries(editor, row.id, hand, after),
        { kind: 'separator' },
        renaming,
        ...commandEntries(editor, ['duplicate', 'bypass']),
        groupEntry(editor, hand, row.id),
        { kind: 'separator' },
        { label: 'Delete', danger: true, keys: printedKeys('delete'), onSelect: after(() => deleteSelected(editor)) },
      ];
    case 'input': {
      const { end, from } = row;
      const connect: MenuEntry = {
        label: from ? 'Connect to another output' : 'Connect',
        icon: Plug,
        keys: printedKeys('enter'),
        onSelect: after(() => connectPort(editor, end, 'in', hand)),
      };
      const add: MenuEntry = {
        label: from ? 'Add a node on this wire' : 'Add a node before',
        icon: Plus,
        onSelect: after(() => addBefore(editor, end.node, hand, end.port)),
      };
      if (!from) return [connect, add];
      return [
        connect,
        add,
        goTo(from.node),
        { kind: 'separator' },
        {
          label: 'Disconnect',
          danger: true,
          keys: printedKeys('delete'),
          onSelect: after(() => disconnect(editor, end)),
        },
      ];
    }
    case 'output':
      return [
        {
          label: 'Connect',
          icon: Plug,
          keys: printedKeys('enter'),
          onSelect: after(() => connectPort(editor, row.end, 'out', hand)),
        },
        {
          label: 'Add a node after',
          icon: Plus,
          onSelect: after(() => addAfter(editor, row.end.node, hand, row.end.port)),
        },
        {
          label: 'Show its rows',
          icon: Table,
          onSelect: () => editor.view.setState({ bottomTab: 'data', isBottomOpen: true }),
        },
      ];
    case 'wire':
      return [
        goTo(row.wire.to.node),
        { label: 'Add a node on this wire', icon: Plus, onSelect: after(() => addOnWire(editor, row.wire, hand)) },
        { kind: 'separator' },
        {
          label: 'Disconnect',
          danger: true,
          keys: printedKeys('delete'),
          onSelect: after(() => disconnect(editor, row.wire.to)),
        },
      ];
    case 'group':
      return [
        renaming,
        { label: 'Take apart', onSelect: () => dispatch([{ kind: 'remove-group', id: row.id }], 'Ungroup') },
        { kind: 'separator' },
        { label: 'Delete its nodes', danger: true, onSelect: after(() => deleteSelected(editor)) },
      ];
  }
}

function addEntries(
  editor: Editor,
  node: string,
  hand: OutlineHand,
  after: (does: () => void) => () => void,
): MenuEntry[] {
  const ports = definitionOf(editor.document.getState().doc.nodes[node])?.ports;
  const has = (side: 'in' | 'out') => Object.keys(ports?.[side] ?? {}).length > 0;
  return [
    ...(has('in')
      ? [{ label: 'Add a node before', icon: Plus, onSelect: after(() => addBefore(editor, node, hand)) }]
      : []),
    ...(has('out')
      ? [
          {
            label: 'Add a node after',
            icon: Plus,
            keys: '/',
            onSelect: after(() => addAfter(editor, node, hand)),
          },
        ]
      : []),
  ];
}

/** All selected nodes move, the one of the row among them. */
function groupEntry(editor: Editor, hand: OutlineHand, node: string): MenuEntry {
  const { doc } = editor.document.getState();
  const nodes = [...editor.view.getState().selection];
  const own = groupOf(doc, node);
  const move = (group: string | undefined) => () => {
    moveIntoGroup(editor, nodes, group);
    hand.goToNode(node);
  };
  return {
    kind: 'sub',
    label: 'Move into a group',
    icon: Group,
    entries: [
      ...Object.entries(groupsOf(doc))
        .filter(([id]) => id !== own)
        .map(([id, { title }]) => ({ label: title || 'Group', onSelect: move(id) })),
      { label: 'A new group', onSelect: move('new group') },
      ...(own === undefined ? [] : [{ label: 'Out of its group', onSelect: move(undefined) }]),
    ],
  };
}
