import { addNode } from './add-node';
import { arrange } from './arrange';
import { coach } from './coach';
import type { Command } from './command';
import { deleteSelected } from './delete-selected';
import { deselect } from './deselect';
import { duplicate } from './duplicate';
import { nudges } from './nudge';
import { openNode } from './open-node';
import { showOutline, showPalette, toggleLeft } from './outline-commands';
import { parameters, publish, saveVersion, showCommands, showKeys } from './pipeline-commands';
import { redo } from './redo';
import { cancel, rerunFromHere, retry, run, runToHere, showPlan, showTimeline } from './run-commands';
import { selectAll } from './select-all';
import { undo } from './undo';
import { fit, fitSelection, showProblems, toggleBottom, zoomFull, zoomIn, zoomOut } from './view-commands';

/** Every command there is, in the order in which they are listed. */
export const allCommands: readonly Command[] = [
  run,
  runToHere,
  rerunFromHere,
  retry,
  cancel,
  showPlan,
  showTimeline,
  addNode,
  openNode,
  arrange,
  ...nudges,
  undo,
  redo,
  duplicate,
  deleteSelected,
  selectAll,
  deselect,
  fit,
  fitSelection,
  zoomIn,
  zoomOut,
  zoomFull,
  toggleLeft,
  showOutline,
  showPalette,
  toggleBottom,
  showProblems,
  saveVersion,
  publish,
  parameters,
  coach,
  showCommands,
  showKeys,
];

/** Keys that the browser's own clipboard events answer: listed for people, not bound. */
export const clipboardKeys: readonly { title: string; keys: string }[] = [
  { title: 'Copy', keys: 'mod+c' },
  { title: 'Cut', keys: 'mod+x' },
  { title: 'Paste, also a whole pipeline file', keys: 'mod+v' },
];
