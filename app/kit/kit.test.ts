import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ui = 'app/_ui';

/** Components of the kit that have no place of their own on its page, and why. */
const shownWithin: Readonly<Record<string, string>> = {
  CardSymbols: 'draws nothing itself; stands once in the layout',
  LiveRegion: 'heard, not seen; stands once in the layout',
  Toaster: 'stands once in the layout; the kit sends it toasts',
  TooltipProvider: 'stands once in the layout',
};

const isComponent = (name: string): boolean => /^[A-Z]\w*[a-z]/.test(name);
const sourcesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.tsx'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));

/** What a file that draws exports, and what the index of a folder hands on: the rest of a folder are its parts. */
function components(): string[] {
  const own = sourcesIn(ui).flatMap((text) =>
    [...text.matchAll(/^export (?:function|const) (\w+)/gm)].map(([, name]) => name ?? ''),
  );
  const folders = readdirSync(ui, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const handedOn = folders.flatMap(({ name: folder }) => {
    const index = join(ui, folder, 'index.ts');
    if (!existsSync(index)) return [];
    const drawn = sourcesIn(join(ui, folder)).join('\n');
    const names = readFileSync(index, 'utf8').match(/(?<!type )\b[A-Z]\w+/g) ?? [];
    return names.filter((name) => new RegExp(`^export (function|const) ${name}\\b`, 'm').test(drawn));
  });
  return [...own, ...handedOn].filter(isComponent).sort();
}

const shown = new Set(
  sourcesIn('app/kit').flatMap((text) => [...text.matchAll(/<([A-Z]\w+)/g)].map(([, name]) => name ?? '')),
);

test('the kit shows every component: one outside of it is one nobody keeps in line with the others', () => {
  expect(components().length).toBeGreaterThan(50);
  expect(components().filter((name) => !shown.has(name) && shownWithin[name] === undefined)).toEqual([]);
});

test('every exception is a component that is still there and still not shown', () => {
  expect(Object.keys(shownWithin).filter((name) => !components().includes(name) || shown.has(name))).toEqual([]);
});
