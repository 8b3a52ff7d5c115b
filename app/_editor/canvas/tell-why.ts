import { type Position, sameEnd, type Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';

/** Says beside the hand why nothing came of what it did. */
export function tellWhy(editor: Editor, at: Position, words: string): void {
  editor.view.setState({ hint: { at, words } });
}

export const sameWire = (a: Wire, b: Wire): boolean => sameEnd(a.from, b.from) && sameEnd(a.to, b.to);
