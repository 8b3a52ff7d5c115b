import { addNode } from './add-node';
import { alignCommands } from './align-commands';
import { arrange, arrangeKeepingRows } from './arrange';
import { bypass } from './bypass';
import { copy, cutOut, pasteIn } from './clipboard-commands';
import { coach } from './coach';
import type { Command } from './command';
import { connect, disconnect } from './connect-commands';
import { deleteSelected } from './delete-selected';
import { deselect } from './deselect';
import { duplicate } from './duplicate';
import { find } from './find-commands';
import { follows, goes } from './go';
import { chooseHue, collapseGroup, group, renameGroup, ungroup } from './group-commands';
import { showHistory } from './history';
import { insertAfter, insertBefore, insertOnWire, replaceWith } from './insert-commands';
import { nudges } from './nudge';
import { openMenuHere } from './open-menu';
import { openNode } from './open-node';
import { showOutline, showPalette, toggleLeft } from './outline-commands';
import { parameters, publish, saveVersion, showCommands, showKeys } from './pipeline-commands';
import { nextProblem, previousProblem } from './problem-commands';
import { redo } from './redo';
import { renameNode } from './rename-node';
import {
  cancel,
  chooseRun,
  comparedSides,
  compareWithBefore,
  latestRun,
  rerunFromHere,
  retry,
  run,
  runToHere,
  showPlan,
  showTimeline,
  stopComparing,
} from './run-commands';
import { selectAll } from './select-all';
import { selectDownstream, selectPath, selectUpstream } from './select-commands';
import { showProbes } from './show-probes';
import { addStickyNote, editSticky } from './sticky-commands';
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
  chooseRun,
  latestRun,
  compareWithBefore,
  ...comparedSides,
  stopComparing,
  showTimeline,
  addNode,
  openNode,
  renameNode,
  openMenuHere,
  insertBefore,
  insertAfter,
  insertOnWire,
  replaceWith,
  connect,
  disconnect,
  bypass,
  group,
  ungroup,
  collapseGroup,
  renameGroup,
  addStickyNote,
  editSticky,
  chooseHue,
  arrange,
  arrangeKeepingRows,
  ...alignCommands,
  ...goes,
  ...follows,
  ...nudges,
  undo,
  redo,
  showHistory,
  copy,
  cutOut,
  pasteIn,
  duplicate,
  deleteSelected,
  selectAll,
  selectPath,
  selectUpstream,
  selectDownstream,
  deselect,
  find,
  fit,
  fitSelection,
  zoomIn,
  zoomOut,
  zoomFull,
  toggleLeft,
  showOutline,
  showPalette,
  toggleBottom,
  showProbes,
  showProblems,
  nextProblem,
  previousProblem,
  saveVersion,
  publish,
  parameters,
  coach,
  showCommands,
  showKeys,
];
