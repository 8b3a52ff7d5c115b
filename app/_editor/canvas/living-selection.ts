import { type GraphDoc, stickiesOf, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';
import type { ViewState } from '../view/view-store';
import { stickyOf } from './drawn-ids';

type Selected = Pick<ViewState, 'selection' | 'selectedWires'>;

/** What is still there of what was selected; the same sets while all of it is. */
export function livingSelection(doc: GraphDoc, { selection, selectedWires }: Selected): Selected {
  const isThere = (id: string) => {
    const sticky = stickyOf(id);
    return sticky === undefined ? doc.nodes[id] !== undefined : stickiesOf(doc)[sticky] !== undefined;
  };
  const wires = selectedWires.size === 0 ? undefined : new Set(doc.wires.map(wireId));
  return {
    selection: kept(selection, isThere),
    selectedWires: kept(selectedWires, (id) => wires?.has(id) === true),
  };
}

function kept(ids: ReadonlySet<string>, isThere: (id: string) => boolean): ReadonlySet<string> {
  const left = [...ids].filter(isThere);
  return left.length === ids.size ? ids : new Set(left);
}

/** Takes out of the selection what an undo, or somebody else, took out of the drawing. */
export function keepSelectionLiving({ document, view }: Editor): () => void {
  return document.subscribe(({ doc }, before) => {
    if (doc.nodes === before.doc.nodes && doc.wires === before.doc.wires && doc.stickies === before.doc.stickies)
      return;
    const selected = view.getState();
    const living = livingSelection(doc, selected);
    if (living.selection !== selected.selection || living.selectedWires !== selected.selectedWires)
      view.setState(living);
  });
}
