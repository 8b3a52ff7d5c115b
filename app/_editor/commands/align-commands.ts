import { type Alignment, type Axis, align, distribute } from '../canvas/align';
import type { Editor } from '../editor';
import type { Command } from './command';

const alignments: readonly { how: Alignment; title: string; icon: string; keys: string }[] = [
  { how: 'left', title: 'Align left', icon: 'align-start-vertical', keys: 'alt+a' },
  { how: 'centre', title: 'Align centres', icon: 'align-center-vertical', keys: 'alt+h' },
  { how: 'right', title: 'Align right', icon: 'align-end-vertical', keys: 'alt+d' },
  { how: 'top', title: 'Align top', icon: 'align-start-horizontal', keys: 'alt+w' },
  { how: 'middle', title: 'Align middles', icon: 'align-center-horizontal', keys: 'alt+v' },
  { how: 'bottom', title: 'Align bottom', icon: 'align-end-horizontal', keys: 'alt+s' },
];

const distributions: readonly { axis: Axis; title: string; icon: string; keys: string }[] = [
  {
    axis: 'x',
    title: 'Distribute from left to right',
    icon: 'align-horizontal-distribute-center',
    keys: 'alt+shift+h',
  },
  { axis: 'y', title: 'Distribute from top to bottom', icon: 'align-vertical-distribute-center', keys: 'alt+shift+v' },
];

type Places = Parameters<typeof align>[0];

function rearrange({ document, view, canvas }: Editor, label: string, places: (before: Places) => Places): void {
  const { doc, dispatch } = document.getState();
  const before = Object.fromEntries(
    [...view.getState().selection].flatMap((id) => (doc.layout[id] ? [[id, doc.layout[id]]] : [])),
  );
  dispatch([{ kind: 'move', positions: { ...places(before) } }], label);
  canvas?.glide(before);
}

export const alignCommands: readonly Command[] = [
  ...alignments.map(
    ({ how, title, icon, keys }): Command => ({
      name: `align-${how}`,
      title,
      group: 'Nodes',
      icon,
      keys: [keys],
      keywords: ['line up'],
      when: ({ view }) => view.getState().selection.size > 1,
      needs: 'Select two nodes or more first.',
      perform: (editor) => rearrange(editor, title, (before) => align(before, how)),
    }),
  ),
  ...distributions.map(
    ({ axis, title, icon, keys }): Command => ({
      name: `distribute-${axis}`,
      title,
      group: 'Nodes',
      icon,
      keys: [keys],
      keywords: ['equal gaps', 'spread'],
      when: ({ view }) => view.getState().selection.size > 2,
      needs: 'Select three nodes or more first.',
      perform: (editor) => rearrange(editor, title, (before) => distribute(before, axis)),
    }),
  ),
];
