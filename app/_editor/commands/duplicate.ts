import { cut, paste } from '../canvas/clipboard';
import { selectNodes } from '../view/view-store';
import { type Command, hasSelection } from './command';

export const duplicate: Command = {
  name: 'duplicate',
  title: 'Duplicate',
  group: 'Edit',
  icon: 'copy',
  keys: ['mod+d'],
  when: hasSelection,
  needs: 'Select a node first.',
  perform({ document, view }) {
    const { doc, dispatch } = document.getState();
    const pasted = paste(doc, cut(doc, view.getState().selection), { x: 32, y: 104 });
    dispatch(pasted.edits, 'Duplicate');
    selectNodes(view, pasted.ids);
  },
};
