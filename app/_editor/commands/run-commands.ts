import { cancelRun, startRun } from '../run/start-run';
import { only } from '../view/view-store';
import { type Command, hasNodes } from './command';

export const run: Command = {
  name: 'run',
  title: 'Run',
  group: 'Run',
  icon: 'zap',
  keys: ['mod+enter'],
  inFields: true,
  when: (editor) => hasNodes(editor) && editor.runs.getState().shown?.state !== 'running',
  perform: (editor) => void startRun(editor),
};

export const runToHere: Command = {
  name: 'run-to-here',
  title: 'Run to the selected node',
  group: 'Run',
  keys: ['mod+shift+enter'],
  inFields: true,
  when: ({ view }) => only(view.getState().selection) !== undefined,
  perform: (editor) => void startRun(editor, { upTo: only(editor.view.getState().selection) }),
};

export const cancel: Command = {
  name: 'cancel-run',
  title: 'Cancel the run',
  group: 'Run',
  keys: ['f9'],
  inFields: true,
  when: ({ runs }) => runs.getState().shown?.state === 'running',
  perform: (editor) => void cancelRun(editor),
};

export const showTimeline: Command = {
  name: 'show-timeline',
  title: 'Show the timeline of the run',
  group: 'Run',
  keys: [],
  perform: ({ view }) => view.setState({ bottomTab: 'timeline', isBottomOpen: true }),
};
