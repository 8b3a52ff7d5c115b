import { catalogue } from '@/nodes/catalogue.gen';
import { CATEGORIES, type Category } from '@/nodes/kernel/define-node';
import { addNodeInSight } from '../canvas/add-node';
import { definitionOf, titleOf } from '../canvas/ports';
import type { Editor } from '../editor';
import { selectNodes } from '../view/view-store';
import { allCommands } from './all-commands';
import type { CommandGroup } from './command';
import { goToCard } from './where';

export const entryKinds = ['command', 'node', 'add', 'setting', 'column', 'page'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** One thing the list of commands offers. */
export interface PaletteEntry {
  readonly key: string;
  readonly kind: EntryKind;
  readonly title: string;
  /** Beside it: an id, the node a setting belongs to, why it cannot be done. */
  readonly aside?: string;
  readonly keywords: readonly string[];
  readonly keys?: string;
  readonly icon?: string;
  readonly category?: Category;
  readonly group?: CommandGroup;
  readonly isPossible: boolean;
  /** One of a family of commands that differ by a direction. */
  readonly isStep?: boolean;
  readonly act: () => void;
}

export interface PageLink {
  readonly label: string;
  readonly href: string;
}

/** What can be done, and where one can go, whatever is drawn. */
export function commonEntries(
  editor: Editor,
  pages: readonly PageLink[],
  open: (href: string) => void,
): PaletteEntry[] {
  return [
    ...commandEntries(editor),
    ...pages.map(({ label, href }) =>
      entry('page', href, label, { keywords: ['page', 'open'], act: () => open(href) }),
    ),
  ];
}

/** What there is to go to in the drawing, and to add to it: thousands of entries, made when something is looked for. */
export function drawingEntries(editor: Editor): PaletteEntry[] {
  return [...nodeEntries(editor), ...typeEntries(editor), ...settingEntries(editor), ...columnEntries(editor)];
}

type Rest = Partial<PaletteEntry> & Pick<PaletteEntry, 'act'>;
const entry = (kind: EntryKind, key: string, title: string, rest: Rest): PaletteEntry => ({
  keywords: [],
  isPossible: true,
  ...rest,
  kind,
  key: `${kind} ${key}`,
  title,
});

function commandEntries(editor: Editor): PaletteEntry[] {
  return allCommands
    .filter(({ name }) => name !== 'commands')
    .map((command) => {
      const isPossible = command.when?.(editor) !== false;
      return entry('command', command.name, command.title, {
        keywords: [...(command.keywords ?? []), command.group],
        keys: command.keys[0],
        icon: command.icon,
        group: command.group,
        isPossible,
        isStep: command.family !== undefined,
        aside: isPossible ? undefined : command.needs,
        act: () => command.perform(editor),
      });
    });
}

function nodeEntries(editor: Editor): PaletteEntry[] {
  return Object.entries(editor.document.getState().doc.nodes).map(([id, node]) => {
    const definition = definitionOf(node);
    return entry('node', id, titleOf(node), {
      aside: id,
      keywords: [id, definition?.title ?? node.type],
      icon: definition?.ui.icon,
      category: definition?.category,
      act: () => goToCard(editor, id),
    });
  });
}

function typeEntries(editor: Editor): PaletteEntry[] {
  return Object.values(catalogue)
    .sort((a, b) => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category))
    .map(({ type, title, category, ui }) =>
      entry('add', type, `Add ${title}`, {
        keywords: [title, type, ...ui.keywords, category],
        icon: ui.icon,
        category,
        act: () => {
          const placed = addNodeInSight(editor, type);
          if (placed) editor.canvas?.focus(placed.id);
        },
      }),
    );
}

function settingEntries(editor: Editor): PaletteEntry[] {
  return Object.entries(editor.document.getState().doc.nodes).flatMap(([id, node]) =>
    (catalogue[node.type]?.settings ?? []).map(({ name, label }) =>
      entry('setting', `${id}.${name}`, label, {
        aside: titleOf(node),
        keywords: [titleOf(node), id],
        icon: 'sliders-horizontal',
        act: () => {
          selectNodes(editor.view, [id]);
          editor.canvas?.reveal(id);
          editor.view.setState({ inspectorTab: 'configure', focusPath: { path: [name], asked: Date.now() } });
        },
      }),
    ),
  );
}

/** Every column once, at the node that makes it. */
function columnEntries(editor: Editor): PaletteEntry[] {
  const places = new Map<string, { node: string; port: string; title: string }>();
  for (const { id, inputs, outputs, title } of Object.values(editor.analysis.getState().nodes)) {
    const given = new Set(Object.values(inputs).flatMap((schema) => schema?.columns.map(({ name }) => name) ?? []));
    for (const [port, { schema }] of Object.entries(outputs))
      for (const { name } of schema?.columns ?? [])
        if (!given.has(name) && !places.has(name)) places.set(name, { node: id, port, title });
  }
  return [...places].map(([column, { node, port, title }]) =>
    entry('column', column, column, {
      aside: `from ${title}`,
      keywords: ['column'],
      icon: 'columns-3',
      act: () => {
        goToCard(editor, node);
        editor.view.setState({ inspectorTab: 'columns', traced: { node, port, column } });
      },
    }),
  );
}
