import { type EntryKind, entryKinds, type PaletteEntry } from './palette-entries';

/** What is shown of each kind, at most: nobody reads on. */
const most: Readonly<Record<EntryKind, number>> = { command: 12, node: 8, add: 8, setting: 6, column: 6, page: 5 };

/** Among equals what acts on the drawing comes before what is only near it. */
const weight: Readonly<Record<EntryKind, number>> = {
  command: 0.3,
  node: 0.25,
  add: 0.2,
  page: 0.15,
  setting: 0.1,
  column: 0.05,
};

const wordsOf = (text: string): string[] => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

/** How well an entry answers: every word typed must begin one of its words, and those of its title count most. 0: not at all. */
export function scoreEntry(entry: PaletteEntry, typed: string, recent: readonly string[]): number {
  const needle = typed.toLowerCase().trim();
  const wanted = needle.split(/\s+/);
  const title = entry.title.toLowerCase();
  const inTitle = wordsOf(title);
  const begins = (words: readonly string[]) => wanted.every((start) => words.some((word) => word.startsWith(start)));
  const isInTitle = begins(inTitle) || title.startsWith(needle);
  if (!isInTitle && !begins([...inTitle, ...entry.keywords.flatMap(wordsOf)])) return 0;
  const exact = title === needle ? 4 : title.startsWith(needle) ? 2 : isInTitle ? 1 : 0;
  const used = recent.includes(entry.key) ? 0.5 : 0;
  // Steps in a direction are for keys: found, but behind what is looked for.
  const step = entry.isStep ? -0.8 : 0;
  return 1 + step + exact + used + weight[entry.kind] + (entry.isPossible ? 0 : -0.9);
}

export interface FoundGroup {
  readonly kind: EntryKind;
  readonly entries: readonly PaletteEntry[];
}

/** What was looked for, by kind; the kind with the best answer first. */
export function findEntries(entries: readonly PaletteEntry[], typed: string, recent: readonly string[]): FoundGroup[] {
  const scored = entries
    .map((entry) => ({ entry, score: scoreEntry(entry, typed, recent) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  return entryKinds
    .map((kind) => {
      const own = scored.filter(({ entry }) => entry.kind === kind).slice(0, most[kind]);
      return { kind, best: own[0]?.score ?? 0, entries: own.map(({ entry }) => entry) };
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best);
}
