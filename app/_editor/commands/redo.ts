import type { Command } from './command';

export const redo: Command = {
  name: 'redo',
  title: 'Redo',
  group: 'Edit',
  keys: ['mod+shift+z', 'mod+y'],
  when: ({ document }) => document.getState().history.undone.length > 0,
  needs: 'Nothing was undone.',
  perform: ({ document }) => void document.getState().redo(),
};
