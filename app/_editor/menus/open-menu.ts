import type { MenuEntry } from '@/app/_ui/menu';
import type { Position } from '@/nodes/kernel/graph-doc/graph-doc';
import { allCommands } from '../commands/all-commands';
import { printedKeys } from '../commands/keys';
import type { Editor } from '../editor';

/** A menu at a point of the screen. */
export interface OpenMenu {
  readonly at: Position;
  /** What it is about, for screen readers: “Train”, “3 nodes”. */
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

/** Opens a menu where something was right-clicked. Its entries act on what is selected: select it first. */
export function openMenu(editor: Editor, menu: OpenMenu): void {
  editor.view.setState({ menu });
}

/**
 * Commands as entries of a menu, by name, with their keys; `-` draws a line. What cannot be done now says why; with a `?`
 * behind its name it is left out.
 */
export function commandEntries(editor: Editor, names: readonly string[]): MenuEntry[] {
  const entries = names.flatMap((name): MenuEntry[] => {
    if (name === '-') return [{ kind: 'separator' }];
    const command = allCommands.find((candidate) => candidate.name === name.replace(/\?$/, ''));
    if (!command) return [];
    const isPossible = command.when?.(editor) !== false;
    if (!isPossible && name.endsWith('?')) return [];
    return [
      {
        label: typeof command.short === 'function' ? command.short(editor) : (command.short ?? command.title),
        icon: command.icon,
        keys: command.keys[0] === undefined ? undefined : printedKeys(command.keys[0]),
        disabled: !isPossible,
        hint: isPossible ? undefined : command.needs,
        danger: command.name === 'delete',
        // The menu gives the focus back before it closes: a command that opens something must come after.
        onSelect: () => void setTimeout(() => command.perform(editor), 0),
      },
    ];
  });
  return entries.filter(
    (entry, index) =>
      entry.kind !== 'separator' ||
      (index > 0 && index < entries.length - 1 && entries[index - 1]?.kind !== 'separator'),
  );
}
