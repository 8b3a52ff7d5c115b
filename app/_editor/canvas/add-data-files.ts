import type { AnyNode } from '@/nodes/kernel/define-node';
import { describeConfig } from '@/nodes/kernel/describe-config';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { registry } from '@/nodes/registry.gen';
import type { StoredFile } from '../api';
import { newId } from '../document/new-id';
import { type Editor, tellProblem } from '../editor';
import { addNode } from './add-node';

/** The setting that holds a file, and the node type that has one. */
const fileField = (definition: AnyNode) => describeConfig(definition.config).find((field) => field.widget === 'file');
const readers = Object.values(registry).flatMap((definition) => {
  const field = fileField(definition);
  return field ? [{ type: definition.type, setting: field.name }] : [];
});

/** Uploads files, with a card that fills while they travel; each becomes a source. */
export async function addDataFiles(editor: Editor, files: readonly File[], at: Position): Promise<void> {
  await Promise.all(files.map((file, index) => addDataFile(editor, file, { x: at.x, y: at.y + index * 104 })));
}

/** A source that reads a file which is in the store. */
export function addStoredFile(editor: Editor, { hash, name, sizeBytes }: StoredFile, at: Position): void {
  const reader = readers[0];
  if (reader) addNode(editor, { type: reader.type, at, config: { [reader.setting]: { hash, name, sizeBytes } } });
}

async function addDataFile(editor: Editor, file: File, at: Position): Promise<void> {
  const id = newId();
  const { view } = editor;
  const stop = new AbortController();
  view.setState(({ uploads }) => ({
    uploads: [...uploads, { id, name: file.name, at, share: 0, cancel: () => stop.abort() }],
  }));
  try {
    const tell = (share: number) =>
      view.setState(({ uploads }) => ({
        uploads: uploads.map((upload) => (upload.id === id ? { ...upload, share } : upload)),
      }));
    addStoredFile(editor, await editor.api.upload(file, tell, stop.signal), at);
  } catch (error) {
    if (!stop.signal.aborted) tellProblem(editor, `${file.name} was not added`, error);
  } finally {
    view.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }));
  }
}
