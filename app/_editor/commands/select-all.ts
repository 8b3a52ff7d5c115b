import { selectNodes } from '../view/view-store';
import { type Command, hasNodes } from './command';

export const selectAll: Command = {
  name: 'select-all',
  title: 'Select all',
  group: 'Edit',
  keys: ['mod+a'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: ({ document, view }) => selectNodes(view, Object.keys(document.getState().doc.nodes)),
};
