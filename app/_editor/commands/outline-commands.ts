import type { Command } from './command';

const isNarrow = () => window.matchMedia('(max-width: 900px)').matches;

export const toggleLeft: Command = {
  name: 'toggle-left',
  title: 'Show or hide the panel at the left',
  group: 'View',
  keys: ['mod+b'],
  keywords: ['palette', 'nodes', 'outline', 'sidebar'],
  perform: ({ view }) => view.setState(({ isLeftOpen }) => ({ isLeftOpen: !(isLeftOpen ?? !isNarrow()) })),
};

export const showOutline: Command = {
  name: 'show-outline',
  title: 'Go to the outline',
  group: 'View',
  keys: ['shift+o', 'mod+shift+o'],
  keywords: ['tree', 'list', 'screen reader'],
  perform: ({ view }) => view.setState({ leftTab: 'outline', isLeftOpen: true, isOutlineAsked: true }),
};

export const showPalette: Command = {
  name: 'show-palette',
  title: 'Show the list of nodes',
  group: 'View',
  keys: ['shift+l'],
  keywords: ['palette', 'add'],
  perform: ({ view }) => view.setState({ leftTab: 'nodes', isLeftOpen: true }),
};
