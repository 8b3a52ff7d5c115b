import type { Command } from './command';

export const undo: Command = {
  name: 'undo',
  title: 'Undo',
  group: 'Edit',
  keys: ['mod+z'],
  when: ({ document }) => document.getState().history.done.length > 0,
  needs: 'Nothing was done yet.',
  perform: ({ document }) => void document.getState().undo(),
};
