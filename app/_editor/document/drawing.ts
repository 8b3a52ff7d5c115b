import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { DocumentStore } from './document-store';

/** The drawing alone, which tells its readers when it changed. Made before others read the document: it is never behind. */
export function createDrawing(document: DocumentStore): StoreApi<GraphDoc> {
  const drawing = createStore<GraphDoc>(() => document.getState().doc);
  document.subscribe(({ doc }, before) => {
    if (doc !== before.doc) drawing.setState(doc, true);
  });
  return drawing;
}
