import { only } from '../view/view-store';
import type { Command } from './command';

/** The cursor goes into the title at the head of the inspector. */
export const renameNode: Command = {
  name: 'rename-node',
  title: 'Rename',
  group: 'Nodes',
  icon: 'pencil',
  keys: ['f2'],
  keywords: ['title', 'name'],
  when: ({ view }) => only(view.getState().selection) !== undefined,
  needs: 'Select one node first.',
  perform: () =>
    void requestAnimationFrame(() => {
      const title = document.querySelector<HTMLInputElement>('[aria-label="Title of the node"]');
      title?.focus();
      title?.select();
    }),
};
