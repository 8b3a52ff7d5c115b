import { groupsOf, HUES } from '@/nodes/kernel/graph-doc/graph-doc';
import { drawnGroup, drawnSticky } from '../canvas/drawn-ids';
import { groupNodes, groupsIn, ungroupNodes } from '../canvas/groups/group-edits';
import { toggleGroup } from '../canvas/groups/group-menu';
import { hueWords, setHue } from '../canvas/hue-menu';
import { stickiesIn } from '../canvas/stickies/sticky-edits';
import type { Editor } from '../editor';
import { openPick } from '../menus/open-pick';
import { type Command, hasSelection } from './command';

const docOf = ({ document }: Editor) => document.getState().doc;
const selectedGroups = (editor: Editor) => groupsIn(docOf(editor), editor.view.getState().selection);
const needsGroup = 'Select a node of a group first.';

/** Its title can be written at once. */
export const group: Command = {
  name: 'group',
  title: 'Group',
  group: 'Nodes',
  icon: 'group',
  keys: ['mod+g'],
  keywords: ['frame', 'box', 'section'],
  when: (editor) => {
    const { nodes } = docOf(editor);
    return [...editor.view.getState().selection].some((id) => nodes[id]);
  },
  needs: 'Select a node first.',
  perform(editor) {
    const made = groupNodes(docOf(editor), editor.view.getState().selection);
    if (!made) return;
    editor.document.getState().dispatch(made.edits, made.isNew ? 'Group' : 'Add to group');
    if (made.isNew) editor.view.setState({ editing: drawnGroup(made.id) });
  },
};

export const ungroup: Command = {
  name: 'ungroup',
  title: 'Ungroup',
  group: 'Nodes',
  icon: 'ungroup',
  keys: ['mod+shift+g'],
  keywords: ['frame', 'take out'],
  when: (editor) => selectedGroups(editor).length > 0,
  needs: needsGroup,
  perform: (editor) =>
    editor.document.getState().dispatch(ungroupNodes(docOf(editor), editor.view.getState().selection), 'Ungroup'),
};

export const collapseGroup: Command = {
  name: 'collapse-group',
  title: 'Collapse or expand the group',
  group: 'Nodes',
  icon: 'chevron-down',
  keys: ['shift+g'],
  keywords: ['fold', 'open', 'hide'],
  when: (editor) => selectedGroups(editor).length > 0,
  needs: needsGroup,
  perform(editor) {
    for (const id of selectedGroups(editor)) toggleGroup(editor, id);
  },
};

export const renameGroup: Command = {
  name: 'rename-group',
  title: 'Rename the group',
  group: 'Nodes',
  icon: 'pencil',
  keys: [],
  keywords: ['title', 'name', 'frame'],
  when: (editor) => selectedGroups(editor).length === 1,
  needs: needsGroup,
  perform(editor) {
    const [id] = selectedGroups(editor);
    if (id !== undefined) editor.view.setState({ editing: drawnGroup(id) });
  },
};

/** Of the groups and notes that are selected. */
export const chooseHue: Command = {
  name: 'choose-colour',
  title: 'Colour of the group or note…',
  group: 'Nodes',
  icon: 'palette',
  keys: [],
  keywords: ['color', 'hue', 'sticky', 'frame'],
  when: (editor) => hasSelection(editor) && colouredBy(editor).length > 0,
  needs: 'Select a note or a node of a group first.',
  perform(editor) {
    const drawn = colouredBy(editor);
    openPick(editor, {
      at: editor.canvas?.toScreen(editor.canvas.middle()) ?? { x: 240, y: 160 },
      label: 'Colour',
      placeholder: 'Choose a colour',
      none: 'There are no colours',
      options: HUES.map((hue) => ({
        key: hue,
        title: hueWords[hue],
        icon: 'palette',
        choose: () => setHue(editor, drawn, hue),
      })),
    });
  },
};

function colouredBy(editor: Editor): string[] {
  const { selection } = editor.view.getState();
  const doc = docOf(editor);
  const groups = selectedGroups(editor).filter((id) => groupsOf(doc)[id]);
  return [...groups.map(drawnGroup), ...stickiesIn(doc, selection).map(drawnSticky)];
}
