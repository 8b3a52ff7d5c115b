import type { Editor } from '../editor';

/** In the order in which they are listed. */
export const commandGroups = ['Run', 'Nodes', 'Edit', 'Move', 'View', 'Pipeline'] as const;
export type CommandGroup = (typeof commandGroups)[number];

/** Something a person can do, by a key, from the list of commands or from a button. */
export interface Command {
  readonly name: string;
  readonly title: string;
  /** In a menu of what it acts on, where the title would say too much. */
  readonly short?: string | ((editor: Editor) => string);
  readonly group: CommandGroup;
  readonly icon?: string;
  readonly keywords?: readonly string[];
  /** Chords: `mod+z`, `shift+a`, `delete`; `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[];
  /** Commands of one family are one line in the sheet of keys, with all their keys. */
  readonly family?: string;
  /** The browser answers the keys by an event of its own: they are listed, not bound. */
  readonly isNative?: boolean;
  /** Also while a text field has the cursor. */
  readonly inFields?: boolean;
  when?(editor: Editor): boolean;
  /** What must be done first where `when` says no: “Select a node first.” */
  readonly needs?: string;
  perform(editor: Editor): void;
}

export const hasSelection = ({ view }: Editor): boolean => view.getState().selection.size > 0;
export const hasNodes = ({ document }: Editor): boolean => Object.keys(document.getState().doc.nodes).length > 0;
