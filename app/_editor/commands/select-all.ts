import { stickiesOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnSticky } from '../canvas/drawn-ids';
import { selectNodes } from '../view/view-store';
import { type Command, hasNodes } from './command';

export const selectAll: Command = {
  name: 'select-all',
  title: 'Select all',
  group: 'Edit',
  keys: ['mod+a'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform({ document, view }) {
    const { doc } = document.getState();
    selectNodes(view, [...Object.keys(doc.nodes), ...Object.keys(stickiesOf(doc)).map(drawnSticky)]);
  },
};
