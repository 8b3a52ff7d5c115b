import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { removeSelected, wordsFor } from '../canvas/remove-selected';
import type { Command } from './command';

export const deleteSelected: Command = {
  name: 'delete',
  title: 'Delete',
  group: 'Edit',
  icon: 'eraser',
  keys: ['delete', 'backspace'],
  when: ({ view }) => view.getState().selection.size + view.getState().selectedWires.size > 0,
  needs: 'Select a node or a wire first.',
  perform({ document, view }) {
    const { selection, selectedWires } = view.getState();
    const { doc, dispatch } = document.getState();
    const cut = doc.wires.filter(
      (wire) => selectedWires.has(wireId(wire)) && !selection.has(wire.from.node) && !selection.has(wire.to.node),
    );
    const unplugged = cut.map(({ to }): Edit => ({ kind: 'disconnect', to }));
    const edits = [...unplugged, ...removeSelected(doc, selection)];
    dispatch(edits, selection.size === 0 ? 'Delete wire' : `Delete ${wordsFor(selection)}`);
    view.setState({ selection: new Set(), selectedWires: new Set(), port: undefined });
  },
};
