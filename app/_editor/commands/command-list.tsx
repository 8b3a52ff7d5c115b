'use client';

import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Dialog as Primitive } from 'radix-ui';
import { useMemo, useState } from 'react';
import { places } from '@/app/_ui/app-shell';
import { Icon } from '@/app/_ui/icon';
import { Kbd } from '@/app/_ui/kbd';
import { useReturnFocus } from '@/app/_ui/return-focus';
import { useTheme } from '@/app/_ui/theme';
import { useEditor } from '../editor';
import { commandGroups } from './command';
import styles from './command-list.module.css';
import { findEntries } from './find-entries';
import { printedKeys } from './keys';
import { commonEntries, drawingEntries, type EntryKind, type PaletteEntry } from './palette-entries';
import { recentEntries, rememberEntry } from './recent';

const headings: Readonly<Record<EntryKind, string>> = {
  command: 'Commands',
  node: 'Go to a node',
  add: 'Add a node',
  setting: 'Settings',
  column: 'Columns',
  page: 'Pages',
};
const pages = [
  ...places.map(({ label, href }) => ({ label, href })),
  { label: 'Functions and how to write expressions', href: '/help/expressions' },
];

/** ⌘K: every command, every node, setting and column of the drawing, every node type and page. */
export function CommandList({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const returning = useReturnFocus();
  return (
    <Primitive.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Primitive.Portal>
        <Primitive.Overlay className={styles.veil} />
        <Primitive.Content className={styles.dialog} aria-describedby={undefined} {...returning}>
          <Primitive.Title className={styles.hidden}>Commands</Primitive.Title>
          <Entries onClose={onClose} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entries({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const router = useRouter();
  const { theme, choose } = useTheme();
  const [query, setQuery] = useState('');
  const [recent] = useState(recentEntries);
  const isLooking = query.trim() !== '' || recent.some((key) => !key.startsWith('command '));
  const drawing = useMemo(() => (isLooking ? drawingEntries(editor) : []), [editor, isLooking]);
  const common = useMemo(() => {
    const all = commonEntries(editor, pages, (href) => router.push(href));
    const other = theme === 'dark' ? 'light' : 'dark';
    const change: PaletteEntry = {
      key: 'command theme',
      kind: 'command',
      group: 'View',
      title: other === 'light' ? 'Light theme' : 'Dark theme',
      keywords: ['change', 'colour', 'theme', 'dark', 'light'],
      icon: 'eye',
      isPossible: true,
      act: () => choose(other),
    };
    return [...all, change];
  }, [editor, router, theme, choose]);
  const entries = useMemo(() => [...common, ...drawing], [common, drawing]);
  const groups = useMemo(
    () => (query.trim() === '' ? atRest(entries, recent) : found(entries, query, recent)),
    [entries, query, recent],
  );

  const act = (entry: PaletteEntry) => () => {
    rememberEntry(entry.key);
    onClose();
    // The dialog gives the focus back first: a command that opens another one must come after.
    setTimeout(entry.act, 0);
  };
  return (
    <Cmdk label="Commands" loop shouldFilter={false}>
      <div className={styles.find}>
        <Icon icon={Search} size="s" />
        <Cmdk.Input
          placeholder="Do anything, go to a node, a setting, a column or a page"
          aria-label="Find a command"
          value={query}
          onValueChange={setQuery}
        />
      </div>
      <Cmdk.List className={styles.list}>
        <Cmdk.Empty className={styles.none}>Nothing is called “{query.trim()}”</Cmdk.Empty>
        {groups.map(({ heading, entries: shown }) => (
          <Cmdk.Group key={heading} heading={heading}>
            {shown.map((entry) => (
              <Line key={entry.key} entry={entry} value={`${heading} ${entry.key}`} choose={act(entry)} />
            ))}
          </Cmdk.Group>
        ))}
      </Cmdk.List>
    </Cmdk>
  );
}

function Line({ entry, value, choose }: { entry: PaletteEntry; value: string; choose: () => void }) {
  const { title, aside, keys, icon, category, isPossible } = entry;
  return (
    <Cmdk.Item value={value} className={styles.item} data-cat={category} disabled={!isPossible} onSelect={choose}>
      <span className={styles.icon}>{icon ? <Icon icon={icon} size="s" /> : null}</span>
      <span className={styles.title}>{title}</span>
      {aside ? (
        <span className={styles.aside} data-reason={!isPossible || undefined}>
          {aside}
        </span>
      ) : null}
      {keys ? <Kbd>{printedKeys(keys)}</Kbd> : null}
    </Cmdk.Item>
  );
}

interface ShownGroup {
  readonly heading: string;
  readonly entries: readonly PaletteEntry[];
}

/** Before anything is typed: what was used lately, then every command by its group. */
function atRest(entries: readonly PaletteEntry[], recent: readonly string[]): ShownGroup[] {
  const byKey = new Map(entries.map((entry) => [entry.key, entry]));
  const lately = recent.flatMap((key) => byKey.get(key) ?? []).filter(({ isPossible }) => isPossible);
  return [
    { heading: 'Recent', entries: lately },
    ...commandGroups.map((group) => ({
      heading: group,
      entries: entries
        .filter((entry) => entry.group === group)
        .sort((a, b) => Number(b.isPossible) - Number(a.isPossible)),
    })),
    { heading: 'Pages', entries: entries.filter(({ kind }) => kind === 'page') },
  ].filter((group) => group.entries.length > 0);
}

const found = (entries: readonly PaletteEntry[], typed: string, recent: readonly string[]): ShownGroup[] =>
  findEntries(entries, typed, recent).map(({ kind, entries: own }) => ({ heading: headings[kind], entries: own }));
