'use client';

import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { useTheme } from '@/app/_ui/theme';
import { titleOf } from '../canvas/ports';
import { useDocument, useEditor } from '../editor';
import { selectNodes } from '../view/view-store';
import { allCommands } from './all-commands';
import { type Command, commandGroups } from './command';
import styles from './command-list.module.css';
import { printedKeys } from './keys';

/** Every word typed must begin a word; letters scattered over a title are no match. */
function scoreOf(value: string, typed: string, keywords: readonly string[] = []): number {
  const words = [value, ...keywords]
    .join(' ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
  const wanted = typed.toLowerCase().trim().split(/\s+/);
  if (!wanted.every((start) => words.some((word) => word.startsWith(start)))) return 0;
  return value.toLowerCase().startsWith(typed.toLowerCase().trim()) ? 1 : 0.5;
}

/** ⌘K: every command, and every node by its name. */
export function CommandList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.veil} />
        <Primitive.Content className={styles.dialog} aria-describedby={undefined}>
          <Primitive.Title className={styles.hidden}>Commands</Primitive.Title>
          <Entries onClose={onClose} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entries({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const nodes = useDocument((state) => state.doc.nodes);
  const { theme, choose } = useTheme();
  const possible = allCommands.filter(
    (command) => !command.name.startsWith('nudge') && command.when?.(editor) !== false && command.name !== 'commands',
  );
  const act = (does: () => void) => () => {
    onClose();
    // The dialog gives the focus back first: a command that opens another one must come after.
    setTimeout(does, 0);
  };
  const entry = (command: Command) => (
    <Cmdk.Item
      key={command.name}
      value={command.title}
      keywords={[...(command.keywords ?? [])]}
      className={styles.item}
      onSelect={act(() => command.perform(editor))}
    >
      <span>{command.title}</span>
      {command.keys[0] ? <Kbd>{printedKeys(command.keys[0])}</Kbd> : null}
    </Cmdk.Item>
  );
  return (
    <Cmdk label="Commands" loop filter={scoreOf}>
      <div className={styles.find}>
        <Icon icon={Search} size="s" />
        <Cmdk.Input placeholder="Do anything, go to a node" aria-label="Find a command" />
      </div>
      <Cmdk.List className={styles.list}>
        <Cmdk.Empty className={styles.none}>No command of that name</Cmdk.Empty>
        {commandGroups.map((group) => (
          <Cmdk.Group key={group} heading={group}>
            {possible.filter((command) => command.group === group).map(entry)}
            {group === 'View' ? (
              <Cmdk.Item
                value="Change the theme dark light"
                className={styles.item}
                onSelect={act(() => choose(theme === 'dark' ? 'light' : 'dark'))}
              >
                <span>{theme === 'dark' ? 'Light theme' : 'Dark theme'}</span>
              </Cmdk.Item>
            ) : null}
          </Cmdk.Group>
        ))}
        <Cmdk.Group heading="Go to a node">
          {Object.entries(nodes).map(([id, node]) => (
            <Cmdk.Item
              key={id}
              value={`${titleOf(node)} ${id}`}
              className={styles.item}
              onSelect={act(() => {
                selectNodes(editor.view, [id]);
                editor.canvas?.reveal(id);
                editor.canvas?.focus(id);
              })}
            >
              <span>{titleOf(node)}</span>
              <span className={styles.aside}>{id}</span>
            </Cmdk.Item>
          ))}
        </Cmdk.Group>
      </Cmdk.List>
    </Cmdk>
  );
}
