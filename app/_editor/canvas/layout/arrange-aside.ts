import type { GraphDoc, Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { type Arranging, layoutRequest, placed } from '../arrange';

/** `arrange`, in a worker of its own that ends with its answer: the page stays free however large the drawing is. */
export function arrangeAside(doc: GraphDoc, ids: readonly string[], how: Arranging): Promise<Record<string, Position>> {
  const worker = new Worker(new URL('./arrange.worker.ts', import.meta.url), { type: 'module' });
  return new Promise<Record<string, Position>>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<readonly Position[]>) => resolve(placed(doc, ids, data));
    worker.onerror = ({ message }) => reject(new Error(message || 'The arrangement could not be worked out.'));
    worker.postMessage(layoutRequest(doc, ids, how));
  }).finally(() => worker.terminate());
}
