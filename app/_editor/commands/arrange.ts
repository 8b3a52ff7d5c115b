import type { Arranging } from '../canvas/arrange';
import { arrangeAside } from '../canvas/layout/arrange-aside';
import { type Editor, tellProblem } from '../editor';
import { type Command, hasNodes } from './command';

export const arrange: Command = {
  name: 'arrange',
  title: 'Arrange nodes',
  group: 'Nodes',
  icon: 'workflow',
  keys: ['shift+a'],
  keywords: ['layout', 'tidy', 'align'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: (editor) => void rearrange(editor, {}),
};

export const arrangeKeepingRows: Command = {
  name: 'arrange-keeping-rows',
  title: 'Arrange, rows stay in their order',
  group: 'Nodes',
  keys: ['alt+shift+a'],
  keywords: ['layout', 'tidy', 'keep', 'placed'],
  when: hasNodes,
  needs: 'Add a node first.',
  perform: (editor) => void rearrange(editor, { keepsRows: true }),
};

/** The selected nodes, where they are several; else all. What is not selected stays where a person put it. */
async function rearrange(editor: Editor, how: Arranging): Promise<void> {
  const { doc } = editor.document.getState();
  const selected = [...editor.view.getState().selection].filter((id) => doc.nodes[id]);
  const ids = selected.length > 1 ? selected : Object.keys(doc.nodes);
  try {
    const positions = await arrangeAside(doc, ids, how);
    const { doc: now, dispatch } = editor.document.getState();
    // Nodes may have gone meanwhile.
    const before = Object.fromEntries(ids.flatMap((id) => (now.layout[id] ? [[id, now.layout[id]]] : [])));
    dispatch([{ kind: 'move', positions }], 'Arrange');
    editor.canvas?.glide(before);
  } catch (error) {
    tellProblem(editor, 'The nodes could not be arranged', error);
  }
}
