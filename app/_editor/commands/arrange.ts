import { arrange as places } from '../canvas/arrange';
import { type Command, hasNodes } from './command';

export const arrange: Command = {
  name: 'arrange',
  title: 'Arrange nodes',
  group: 'Nodes',
  icon: 'workflow',
  keys: ['shift+a'],
  keywords: ['layout', 'tidy', 'align'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform({ document, view, canvas }) {
    const { doc, dispatch } = document.getState();
    const selected = [...view.getState().selection];
    const ids = selected.length > 1 ? selected : Object.keys(doc.nodes);
    const before = Object.fromEntries(ids.flatMap((id) => (doc.layout[id] ? [[id, doc.layout[id]]] : [])));
    dispatch([{ kind: 'move', positions: places(doc, ids) }], 'Arrange');
    canvas?.glide(before);
  },
};
