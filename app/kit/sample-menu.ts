import { Pencil, Play, Trash2 } from 'lucide-react';
import type { MenuEntry } from '../_ui/menu';

const nothing = () => undefined;

/** One entry of every kind that a menu knows. */
export const menuEntries: readonly MenuEntry[] = [
  { label: 'Run to here', icon: Play, keys: 'R', onSelect: nothing },
  { label: 'Rename', icon: Pencil, keys: 'F2', onSelect: nothing },
  { kind: 'sub', label: 'Replace with', icon: 'shuffle', entries: [{ label: 'Encode', onSelect: nothing }] },
  { kind: 'separator' },
  { kind: 'label', label: 'On cards' },
  { label: 'State and time', checked: true, onSelect: nothing },
  { label: 'Rows and columns', checked: false, hint: 'after a run', onSelect: nothing },
  { kind: 'separator' },
  { label: 'Delete', icon: Trash2, keys: 'Del', danger: true, onSelect: nothing },
];
