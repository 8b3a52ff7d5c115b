import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type Command, hasSelection } from './command';

/** What is bypassed does nothing: what reads it gets what it would have read. Pressed again it works again. */
export const bypass: Command = {
  name: 'bypass',
  title: 'Bypass, or use again',
  short: ({ document, view }) => {
    const { nodes } = document.getState().doc;
    return [...view.getState().selection].every((id) => nodes[id]?.bypassed) ? 'Use again' : 'Bypass';
  },
  group: 'Nodes',
  icon: 'redo-dot',
  keys: ['b'],
  keywords: ['disable', 'skip', 'mute', 'enable'],
  when: hasSelection,
  needs: 'Select a node first.',
  perform({ document, view }) {
    const { doc, dispatch } = document.getState();
    const ids = [...view.getState().selection].filter((id) => doc.nodes[id]);
    const bypassed = ids.some((id) => doc.nodes[id]?.bypassed !== true);
    const edits = ids
      .filter((id) => (doc.nodes[id]?.bypassed === true) !== bypassed)
      .map((id): Edit => ({ kind: 'set-bypass', id, bypassed }));
    dispatch(edits, bypassed ? 'Bypass' : 'Use again');
  },
};
