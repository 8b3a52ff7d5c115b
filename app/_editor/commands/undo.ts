import type { Command } from './command';

export const undo: Command = {
  name: 'undo',
  title: 'Undo',
  group: 'Edit',
  keys: ['mod+z'],
  when: ({ document }) => document.getState().history.done.length > 0,
  perform: ({ document }) => void document.getState().undo(),
};
