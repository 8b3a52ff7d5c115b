import type { Command } from './command';

export const showProbes: Command = {
  name: 'show-probes',
  title: 'Show the rows that are followed',
  group: 'View',
  icon: 'map-pin',
  keywords: ['probe', 'golden', 'row', 'watch'],
  keys: [],
  perform: ({ view }) => view.setState({ bottomTab: 'probes', isBottomOpen: true }),
};
