import { pathBetween } from '../canvas/path-between';
import { reach } from '../canvas/wiring';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { type Command, hasSelection } from './command';

const along = (way: 'up' | 'down') => (editor: Editor) => {
  const { doc } = editor.document.getState();
  const before = [...editor.view.getState().selection];
  selectNodes(editor.view, new Set(before.flatMap((id) => [...reach(doc, id, way)])));
};

export const selectUpstream: Command = {
  name: 'select-upstream',
  title: 'Select all that it is made from',
  short: 'What it is made from',
  group: 'Edit',
  icon: 'network',
  keys: ['u'],
  keywords: ['upstream', 'ancestors', 'before'],
  when: hasSelection,
  needs: 'Select a node first.',
  perform: along('up'),
};

export const selectDownstream: Command = {
  name: 'select-downstream',
  title: 'Select all that follows',
  short: 'What follows',
  group: 'Edit',
  icon: 'network',
  keys: ['shift+u'],
  keywords: ['downstream', 'descendants', 'after'],
  when: hasSelection,
  needs: 'Select a node first.',
  perform: along('down'),
};

/** By the mouse: Shift and a click on the other end. */
export const selectPath: Command = {
  name: 'select-path',
  title: 'Select the path between',
  group: 'Edit',
  icon: 'waypoints',
  keys: ['p'],
  keywords: ['way', 'route'],
  when: ({ view }) => view.getState().selection.size === 2,
  needs: 'Select two nodes first.',
  perform({ document, view }) {
    const [a = '', b = ''] = view.getState().selection;
    selectNodes(view, [a, b, ...pathBetween(document.getState().doc, a, b)]);
  },
};
