import type { Command } from './command';

export const addNode: Command = {
  name: 'add-node',
  title: 'Add a node',
  group: 'Nodes',
  icon: 'box',
  keys: ['/', 'tab'],
  keywords: ['insert', 'search', 'find'],
  when: ({ view }) => view.getState().search === undefined,
  needs: 'The list is open already.',
  perform({ canvas, view }) {
    const pointer = canvas?.pointer() ?? canvas?.middle() ?? { x: 0, y: 0 };
    const at = canvas?.toScreen(pointer) ?? { x: 200, y: 200 };
    view.setState({ search: { at, drop: { x: pointer.x - 100, y: pointer.y - 36 } } });
  },
};
