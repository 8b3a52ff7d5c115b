import { compareWithPrevious, showLatest, showSide } from '../compare-runs/show-comparison';
import { cancelRun, retryRun, startRun } from '../run/start-run';
import { only } from '../view/view-store';
import { type Command, hasNodes } from './command';

const chosen = ({ view }: Parameters<Command['perform']>[0]) => only(view.getState().selection);
const isRunning = ({ runs }: Parameters<Command['perform']>[0]) =>
  runs.getState().shown?.state === 'running' || runs.getState().isStarting;

export const run: Command = {
  name: 'run',
  title: 'Run',
  group: 'Run',
  icon: 'zap',
  keys: ['mod+enter'],
  inFields: true,
  when: (editor) => hasNodes(editor) && editor.runs.getState().shown?.state !== 'running',
  needs: 'Wait for the run that is going on, or cancel it.',
  perform: (editor) => void startRun(editor),
};

export const runToHere: Command = {
  name: 'run-to-here',
  title: 'Run to the selected node',
  short: 'Run to here',
  icon: 'zap',
  group: 'Run',
  keys: ['mod+shift+enter'],
  inFields: true,
  when: (editor) => chosen(editor) !== undefined,
  needs: 'Select one node first.',
  perform: (editor) => void startRun(editor, { upTo: chosen(editor) }),
};

export const rerunFromHere: Command = {
  name: 'rerun-from-here',
  title: 'Rerun from the selected node',
  short: 'Rerun from here',
  group: 'Run',
  icon: 'rotate-ccw',
  keywords: ['again', 'force', 'anew'],
  keys: ['alt+shift+enter'],
  inFields: true,
  when: (editor) => chosen(editor) !== undefined && !isRunning(editor),
  needs: 'Select one node first, and wait for the run that is going on.',
  perform: (editor) => void startRun(editor, { from: chosen(editor) }),
};

export const retry: Command = {
  name: 'retry-run',
  title: 'Try the failed run again',
  group: 'Run',
  icon: 'rotate-ccw',
  keywords: ['retry', 'failed'],
  keys: ['alt+enter'],
  inFields: true,
  when: ({ runs }) => ['failed', 'cancelled'].includes(runs.getState().shown?.state ?? ''),
  needs: 'There is no failed run on the canvas.',
  perform: (editor) => void retryRun(editor),
};

export const cancel: Command = {
  name: 'cancel-run',
  title: 'Cancel the run',
  group: 'Run',
  keys: ['f9'],
  inFields: true,
  when: ({ runs }) => runs.getState().shown?.state === 'running',
  needs: 'No run is going on.',
  perform: (editor) => void cancelRun(editor),
};

export const showPlan: Command = {
  name: 'show-plan',
  title: 'Show what Run will do',
  group: 'Run',
  icon: 'list-checks',
  keywords: ['plan', 'estimate', 'reused'],
  keys: ['shift+r'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: ({ watch }) => watch.setState({ isPlanOpen: true }),
};

export const showTimeline: Command = {
  name: 'show-timeline',
  title: 'Show the timeline of the run',
  group: 'Run',
  keys: [],
  perform: ({ view }) => view.setState({ bottomTab: 'timeline', isBottomOpen: true }),
};

export const chooseRun: Command = {
  name: 'choose-run',
  title: 'Show a past run',
  group: 'Run',
  icon: 'history',
  keywords: ['history', 'earlier'],
  keys: ['h'],
  when: ({ runs }) => runs.getState().shown !== undefined,
  needs: 'Nothing ran yet.',
  perform: ({ watch }) => watch.setState({ isPickerOpen: true }),
};

export const latestRun: Command = {
  name: 'latest-run',
  title: 'Back to the latest run',
  group: 'Run',
  keys: ['l'],
  when: ({ runs, watch }) => runs.getState().isPinned || watch.getState().compared !== undefined,
  needs: 'The latest run is on the canvas already.',
  perform: (editor) => void showLatest(editor),
};

export const compareWithBefore: Command = {
  name: 'compare-runs',
  title: 'Compare with the run before',
  group: 'Run',
  icon: 'git-compare',
  keywords: ['diff', 'difference'],
  keys: ['shift+c'],
  when: ({ runs }) => runs.getState().list.length > 1 && runs.getState().shown !== undefined,
  needs: 'It takes two runs.',
  perform: (editor) => void compareWithPrevious(editor),
};

const side = (name: string, title: string, key: string, which: 'a' | 'both' | 'b'): Command => ({
  name,
  title,
  group: 'Run',
  keys: [key],
  when: ({ watch }) => watch.getState().compared !== undefined,
  needs: 'Compare two runs first.',
  perform: (editor) => void showSide(editor, which),
});

export const comparedSides: readonly Command[] = [
  side('compare-a', 'Comparing: show run A', '1', 'a'),
  side('compare-both', 'Comparing: show what differs', '2', 'both'),
  side('compare-b', 'Comparing: show run B', '3', 'b'),
];

/** Before `deselect`, which the same key is for. */
export const stopComparing: Command = {
  name: 'stop-comparing',
  title: 'Stop comparing',
  group: 'Run',
  keys: ['escape'],
  when: ({ watch }) => watch.getState().compared !== undefined,
  needs: 'Compare two runs first.',
  perform: (editor) => void showLatest(editor),
};
