import { parseGraphDoc } from '@/nodes/kernel/graph-doc/parse';
import type { PipelineFile } from '../view/view-store';
import { readClipping } from './read-clipping';

type ReadFile = Pick<PipelineFile, 'clipping' | 'document'> | { readonly problem: string };

/** Nodes as they were copied, or a whole pipeline; or what is wrong with the text. */
export function readPipelineFile(text: string): ReadFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: 'It is not valid JSON.' };
  }
  const clipping = readClipping(text);
  const { doc, diagnostics } = parseGraphDoc(value);
  if (clipping) return { clipping, document: doc };
  const [first] = diagnostics;
  return { problem: [first?.message, first?.hint].filter(Boolean).join(' ') };
}
