import { expect, it } from 'vitest';
import { findEntries, scoreEntry } from './find-entries';
import type { EntryKind, PaletteEntry } from './palette-entries';

const entry = (kind: EntryKind, title: string, more: Partial<PaletteEntry> = {}): PaletteEntry => ({
  key: `${kind} ${title}`,
  kind,
  title,
  keywords: [],
  isPossible: true,
  act: () => undefined,
  ...more,
});
const entries = [
  entry('command', 'Show the timeline of the run'),
  entry('command', 'Run'),
  entry('command', 'Redo', { isPossible: false }),
  entry('node', 'Split', { keywords: ['split', 'Split'] }),
  entry('add', 'Add Split', { keywords: ['Split', 'train', 'test'] }),
  entry('setting', 'Seed', { keywords: ['Split'] }),
  entry('column', 'runtime'),
];
const titles = (typed: string, recent: readonly string[] = []) =>
  findEntries(entries, typed, recent).flatMap((group) => group.entries.map(({ title }) => title));

it('goes to a node of that name before it adds one', () => {
  expect(titles('split')).toEqual(['Split', 'Add Split', 'Seed']);
});

it('finds by words in any order, and by keywords', () => {
  expect(titles('run time')).toEqual(['Show the timeline of the run']);
  expect(titles('seed split')).toEqual(['Seed']);
  expect(titles('est')).toEqual([]);
});

it('lists what begins with the words first, and what was used lately before that', () => {
  expect(titles('run')[0]).toBe('Run');
  const [run, redo] = [entry('command', 'Rename'), entry('command', 'Replace')];
  expect(scoreEntry(redo, 're', [redo.key])).toBeGreaterThan(scoreEntry(run, 're', []));
});

it('still shows what cannot be done now, last', () => {
  expect(titles('re')).toContain('Redo');
  const possible = entry('command', 'Redo all');
  expect(scoreEntry(possible, 're', [])).toBeGreaterThan(scoreEntry(entries[2]!, 're', []));
});

it('answers among 8,000 entries', () => {
  const many = Array.from({ length: 8_000 }, (_, index) => entry('setting', `Seed ${index}`, { keywords: ['Split'] }));
  expect(findEntries(many, 'seed', [])[0]?.entries).toHaveLength(6);
});
