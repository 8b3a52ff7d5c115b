import type { Command } from './command';

export const deselect: Command = {
  name: 'deselect',
  title: 'Deselect',
  group: 'Edit',
  keys: ['escape'],
  perform: ({ view }) =>
    view.setState({
      selection: new Set(),
      selectedWires: new Set(),
      port: undefined,
      search: undefined,
      hotPath: [],
      traced: undefined,
    }),
};
