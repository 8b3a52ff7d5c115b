import { columnPitch } from '../canvas/free-spot';
import { definitionOf } from '../canvas/ports';
import type { Editor } from '../editor';
import { type NodeSearch, only } from '../view/view-store';
import type { Command } from './command';
import { besideCard } from './where';

/** The one node that is selected, if it has ports on a side. */
function oneNode({ document, view }: Editor, side?: 'in' | 'out'): string | undefined {
  const id = only(view.getState().selection);
  const definition = id === undefined ? undefined : definitionOf(document.getState().doc.nodes[id]);
  return definition && (side === undefined || Object.keys(definition.ports[side]).length > 0) ? id : undefined;
}

/** Opens the list of nodes beside the selected one. */
function open(editor: Editor, columns: number, what: (node: string) => Partial<NodeSearch>): void {
  const node = oneNode(editor);
  if (node === undefined) return;
  const { x, y } = editor.document.getState().doc.layout[node] ?? { x: 0, y: 0 };
  const drop = { x: x + columns * columnPitch, y };
  editor.view.setState({ search: { at: besideCard(editor, node), drop, ...what(node) } });
}

export const replaceWith: Command = {
  name: 'replace-with',
  title: 'Replace with…',
  group: 'Nodes',
  icon: 'replace',
  keys: ['r'],
  keywords: ['swap', 'change type'],
  when: (editor) => oneNode(editor) !== undefined,
  needs: 'Select one node first.',
  perform: (editor) => open(editor, 0, (replaces) => ({ replaces })),
};

export const insertBefore: Command = {
  name: 'insert-before',
  title: 'Insert before…',
  group: 'Nodes',
  icon: 'between-vertical-start',
  keys: ['['],
  keywords: ['add'],
  when: (editor) => oneNode(editor, 'in') !== undefined,
  needs: 'Select one node that reads something.',
  perform: (editor) => open(editor, -1, (node) => ({ beside: { node, where: 'before' } })),
};

export const insertAfter: Command = {
  name: 'insert-after',
  title: 'Insert after…',
  group: 'Nodes',
  icon: 'between-vertical-end',
  keys: [']'],
  keywords: ['add'],
  when: (editor) => oneNode(editor, 'out') !== undefined,
  needs: 'Select one node that makes something.',
  perform: (editor) => open(editor, 1, (node) => ({ beside: { node, where: 'after' } })),
};

/** The wire that is selected. */
const oneWire = ({ view }: Editor) => only(view.getState().selectedWires);

export const insertOnWire: Command = {
  name: 'insert-on-wire',
  title: 'Insert on the wire…',
  group: 'Nodes',
  icon: 'between-vertical-end',
  keys: [],
  keywords: ['add'],
  when: (editor) => oneWire(editor) !== undefined,
  needs: 'Select a wire first.',
  perform(editor) {
    const wire = oneWire(editor);
    const target = wire?.split('>')[1]?.split('.')[0] ?? '';
    const at = besideCard(editor, target);
    const drop = editor.document.getState().doc.layout[target] ?? { x: 0, y: 0 };
    editor.view.setState({ search: { at, drop, wire } });
  },
};
