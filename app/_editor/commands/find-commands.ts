import type { Command } from './command';
import { hasNodes } from './command';

export const find: Command = {
  name: 'find',
  title: 'Search on the canvas',
  group: 'View',
  icon: 'search',
  keys: ['mod+f'],
  inFields: true,
  keywords: ['find', 'filter'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: ({ view }) =>
    view.setState(({ find: before }) => ({
      find: { query: before?.query ?? '', current: before?.current, asked: Date.now() },
    })),
};
