import type { Category } from '@/nodes/kernel/define-node';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';

/** One thing to choose from a list on the canvas. */
export interface PickOption {
  readonly key: string;
  readonly title: string;
  readonly detail?: string;
  readonly icon?: string;
  readonly category?: Category;
  /** At the right, muted: “replaces Split”. */
  readonly aside?: string;
  readonly choose: () => void;
}

/** A list to choose from at a point of the screen: ports, readers, wires. */
export interface OpenPick {
  readonly at: Position;
  readonly label: string;
  readonly placeholder: string;
  /** Said when nothing is there to choose. */
  readonly none: string;
  readonly options: readonly PickOption[];
}

export function openPick(editor: Editor, pick: OpenPick): void {
  editor.view.setState({ pick });
}
