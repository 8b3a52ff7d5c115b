import type { OutlineRow } from './outline-rows';

/** What a key does in a tree: goes to a row, or opens or closes the one it is on. */
export type TreeStep = { readonly go: number } | { readonly fold: 'open' | 'close' };

const page = 10;

/** The keys of the WAI-ARIA tree pattern. Undefined for any other key. */
export function treeStep(rows: readonly OutlineRow[], at: number, key: string): TreeStep | undefined {
  const row = rows[at];
  const go = (index: number): TreeStep => ({ go: Math.max(0, Math.min(rows.length - 1, index)) });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'PageDown':
      return go(at + page);
    case 'PageUp':
      return go(at - page);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (row?.isOpen === false) return { fold: 'open' };
      return row?.isOpen ? go(at + 1) : undefined;
    case 'ArrowLeft':
      if (row?.isOpen) return { fold: 'close' };
      return go(parentOf(rows, at));
    default:
      return undefined;
  }
}

/** The nearest row above that is less indented; the row itself at the top. */
export function parentOf(rows: readonly OutlineRow[], at: number): number {
  const level = rows[at]?.level ?? 1;
  for (let index = at - 1; index >= 0; index -= 1) if ((rows[index]?.level ?? 1) < level) return index;
  return at;
}

/** The next row whose words begin with what was typed, round the end; a second letter may still fit the same row. */
export function rowOf(words: readonly string[], at: number, typed: string): number | undefined {
  const wanted = typed.toLowerCase();
  const first = typed.length > 1 ? at : at + 1;
  for (let step = 0; step < words.length; step += 1) {
    const index = (first + step) % words.length;
    if (words[index]?.toLowerCase().startsWith(wanted)) return index;
  }
  return undefined;
}
