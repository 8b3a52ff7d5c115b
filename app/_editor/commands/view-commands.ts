import type { Command } from './command';

export const fit: Command = {
  name: 'fit',
  title: 'Fit everything',
  group: 'View',
  keys: ['f', 'shift+1'],
  perform: ({ canvas }) => canvas?.fit(),
};

export const fitSelection: Command = {
  name: 'fit-selection',
  title: 'Fit the selection',
  group: 'View',
  keys: ['shift+2'],
  when: ({ view }) => view.getState().selection.size > 0,
  needs: 'Select a node first.',
  perform: ({ canvas, view }) => canvas?.fit([...view.getState().selection]),
};

export const zoomIn: Command = {
  name: 'zoom-in',
  title: 'Zoom in',
  group: 'View',
  keys: ['+', '='],
  perform: ({ canvas }) => canvas?.zoom('in'),
};

export const zoomOut: Command = {
  name: 'zoom-out',
  title: 'Zoom out',
  group: 'View',
  keys: ['-'],
  perform: ({ canvas }) => canvas?.zoom('out'),
};

export const zoomFull: Command = {
  name: 'zoom-full',
  title: 'Zoom to 100 %',
  group: 'View',
  keys: ['0'],
  perform: ({ canvas }) => canvas?.zoom('full'),
};

export const toggleBottom: Command = {
  name: 'toggle-panel',
  title: 'Show or hide the panel below',
  group: 'View',
  keys: ['mod+j'],
  perform: ({ view }) => view.setState(({ isBottomOpen }) => ({ isBottomOpen: !isBottomOpen })),
};

export const showProblems: Command = {
  name: 'show-problems',
  title: 'Show problems',
  group: 'View',
  keys: ['shift+m'],
  perform: ({ view }) => view.setState({ bottomTab: 'problems', isBottomOpen: true }),
};
