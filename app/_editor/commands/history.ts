import type { Command } from './command';

export const showHistory: Command = {
  name: 'history',
  title: 'Your steps: go back to one',
  group: 'Edit',
  icon: 'history',
  keys: ['shift+z'],
  keywords: ['undo', 'redo', 'history'],
  perform: ({ view }) => view.setState({ dialog: 'history' }),
};
