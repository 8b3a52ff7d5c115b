import { groupsOf, type Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../../editor';
import { commandEntries, openMenu } from '../../menus/open-menu';
import { selectNodes } from '../../view/view-store';
import { drawnGroup } from '../drawn-ids';
import { hueEntries } from '../hue-menu';

/** The menu of a group. Its nodes are selected: what can be done with them can be done with it. */
export function openGroupMenu(editor: Editor, id: string, at: Position): void {
  const group = groupsOf(editor.document.getState().doc)[id];
  if (!group) return;
  selectNodes(editor.view, group.nodes);
  openMenu(editor, {
    at,
    label: group.title || 'Group',
    entries: [
      ...commandEntries(editor, ['rename-group', 'collapse-group']),
      hueEntries(editor, drawnGroup(id)),
      { kind: 'separator' },
      ...commandEntries(editor, ['run-to-here', 'bypass', 'arrange', 'fit-selection']),
      { kind: 'separator' },
      ...commandEntries(editor, ['ungroup', 'copy', 'cut', 'duplicate', 'delete']),
    ],
  });
}

/** Collapses a group into a card, or opens it again. The keyboard goes along: what it was on is gone. */
export function toggleGroup({ document: store, canvas }: Editor, id: string): void {
  const { doc, dispatch } = store.getState();
  const group = groupsOf(doc)[id];
  if (!group) return;
  const collapsed = !group.collapsed;
  const words = `${collapsed ? 'Collapse' : 'Expand'} ${group.title || 'group'}`;
  dispatch([{ kind: 'set-group', id, set: { collapsed } }], words);
  const [first = ''] = group.nodes;
  canvas?.focus(collapsed ? drawnGroup(id) : first);
}
