import { catalogue } from '@/nodes/catalogue.gen';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { StoredFile } from '../api';
import { newId } from '../document/new-id';
import { type Editor, tellProblem } from '../editor';
import { addNode } from './add-node';

/** The setting that holds a file, and the node type that has one. */
const readers = Object.values(catalogue).flatMap(({ type, settings }) => {
  const field = settings.find(({ widget }) => widget === 'file');
  return field ? [{ type, setting: field.name }] : [];
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
