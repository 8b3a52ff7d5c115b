import { expect, it } from 'vitest';
import { emptyDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { EditorApi } from '../api';
import { createEditor, type Editor } from '../editor';
import { commandEntries } from './open-menu';

function editorWith(...selection: string[]): Editor {
  const node = { type: 'sort', version: 1, config: {} };
  const opened = {
    pipeline: { id: 'p' },
    document: { ...emptyDoc('p'), nodes: { a: node, b: node }, layout: { a: { x: 0, y: 0 }, b: { x: 264, y: 0 } } },
    revision: 0,
  };
  const editor = createEditor({} as EditorApi, opened as unknown as Parameters<typeof createEditor>[1]);
  editor.view.setState({ selection: new Set(selection) });
  return editor;
}
const labels = (editor: Editor, names: readonly string[]) =>
  commandEntries(editor, names).map((entry) => (entry.kind === 'separator' ? '-' : entry.label));

it('shows commands with their keys, and why one cannot be done', () => {
  const [replace, undo] = commandEntries(editorWith('a'), ['replace-with', 'undo']);
  expect(replace).toMatchObject({ label: 'Replace with…', keys: 'R', disabled: false });
  expect(undo).toMatchObject({ disabled: true, hint: 'Nothing was done yet.' });
});

it('leaves out what a question mark allows to leave out', () => {
  expect(labels(editorWith('a'), ['select-path?', 'bypass'])).toEqual(['Bypass']);
  expect(labels(editorWith('a', 'b'), ['select-path?', 'bypass'])).toEqual(['Select the path between', 'Bypass']);
});

it('draws no line at an end, and no two lines together', () => {
  expect(
    labels(editorWith('a'), ['-', 'select-path?', '-', 'bypass', '-', 'no-such-command', '-', 'copy', '-']),
  ).toEqual(['Bypass', '-', 'Copy']);
});
