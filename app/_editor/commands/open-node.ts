import { only } from '../view/view-store';
import type { Command } from './command';

export const openNode: Command = {
  name: 'open-node',
  title: 'Configure the selected node',
  short: 'Configure',
  group: 'Nodes',
  icon: 'sliders-horizontal',
  keys: ['enter'],
  when: ({ view }) => only(view.getState().selection) !== undefined,
  needs: 'Select one node first.',
  perform: ({ view }) => view.setState({ inspectorTab: 'configure', focusPath: { path: [], asked: Date.now() } }),
};
