import { ArrowLeftRight, Braces, Copy, EyeOff, Pin, PinOff, Table2 } from 'lucide-react';
import { useState } from 'react';
import type { MenuEntry } from '../menu';
import { type GridLayout, withHidden, withPinned, withWidth } from './grid-layout';
import type { CopyFormat, DataGridProps, GridColumn, GridPlace } from './grid-types';

interface OpenMenu {
  readonly at: { readonly x: number; readonly y: number };
  readonly label: string;
  readonly entries: readonly MenuEntry[];
}

export interface GridMenu {
  readonly open: OpenMenu | undefined;
  readonly close: () => void;
  readonly ofColumn: (column: GridColumn, width: number, at: OpenMenu['at']) => void;
  readonly ofCell: (place: GridPlace, words: string, at: OpenMenu['at']) => void;
}

const STEP = 40;

/** What can be done with a column and with a cell, by a right click or the menu key. */
export function useGridMenu(
  { columnMenu, cellMenu, onCopy }: Pick<DataGridProps, 'columnMenu' | 'cellMenu' | 'onCopy'>,
  layout: GridLayout,
  setLayout: (layout: GridLayout) => void,
  copy: (as: CopyFormat) => void,
): GridMenu {
  const [open, setOpen] = useState<OpenMenu>();
  const copying: MenuEntry[] = [
    { label: 'Copy', icon: Copy, keys: 'Ctrl+C', onSelect: () => copy('tsv') },
    ...(onCopy
      ? [
          { label: 'Copy as CSV', icon: Table2, onSelect: () => copy('csv') },
          { label: 'Copy as JSON', icon: Braces, onSelect: () => copy('json') },
        ]
      : []),
  ];
  const separated = (entries: readonly MenuEntry[]): MenuEntry[] =>
    entries.length > 0 ? [...entries, { kind: 'separator' }] : [];
  return {
    open,
    close: () => setOpen(undefined),
    ofColumn: (column, width, at) => {
      const isPinned = layout.pinned.includes(column.name);
      setOpen({
        at,
        label: `Column ${column.name}`,
        entries: [
          ...separated(columnMenu?.(column) ?? []),
          ...copying,
          { kind: 'separator' },
          {
            label: isPinned ? 'Let it scroll' : 'Keep at the left',
            icon: isPinned ? PinOff : Pin,
            onSelect: () => setLayout(withPinned(layout, column.name)),
          },
          {
            label: 'Wider',
            icon: ArrowLeftRight,
            onSelect: () => setLayout(withWidth(layout, column.name, width + STEP)),
          },
          { label: 'Narrower', onSelect: () => setLayout(withWidth(layout, column.name, width - STEP)) },
          { label: 'Hide', icon: EyeOff, onSelect: () => setLayout(withHidden(layout, column.name)) },
        ],
      });
    },
    ofCell: (place, words, at) => {
      const own = cellMenu?.(place) ?? [];
      setOpen({
        at,
        label: words,
        entries: [...copying, ...(own.length > 0 ? [{ kind: 'separator' } as const, ...own] : [])],
      });
    },
  };
}
