import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((name) =>
  join('app', name).replaceAll('\\', '/'),
);
const named = (pattern: RegExp): string[] => files.filter((file) => pattern.test(file));

/** What a style sheet may only say through a token, and how it is recognised in one declaration. */
const rules = [
  {
    of: 'a colour',
    pattern: /#[0-9a-f]{3,8}\b|\b(rgba?|hsla?|oklch|lab)\(|(?<![\w-])(white|black|red|grey|gray)(?![\w-])/i,
  },
  { of: 'a size of type', pattern: /^font(-size)?:.*?(?<![\w.])\d+(\.\d+)?(px|rem|pt)/ },
  { of: 'a weight of type', pattern: /^font(-weight)?:\s*(italic\s+)?\d{3}\b/ },
  { of: 'a duration', pattern: /^(transition|animation)[\w-]*:.*?(?<![\w.-])\d*\.?\d+m?s\b/ },
  { of: 'a curve of motion', pattern: /cubic-bezier\(/ },
] as const;

/** File and declaration that need not go through a token, and why. */
const allowed: Readonly<Record<string, string>> = {};

const declarations = (css: string): string[] =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(/[;{}]/)
    .map((part) => part.trim().replace(/\s+/g, ' '))
    .filter((part) => /^[\w-]+:/.test(part));

/** Names in var(), addresses and the height of a line say no value. */
const withoutNames = (declaration: string): string =>
  declaration
    .replace(/var\(--[\w-]+/g, 'var(')
    .replace(/url\([^)]*\)/g, '')
    .replace(/ ?\/ [\d.]+(px)? /, ' ');

function rawValues(): string[] {
  return named(/\.module\.css$|^app\/globals\.css$/).flatMap((file) =>
    declarations(readFileSync(file, 'utf8')).flatMap((declaration) =>
      rules
        .filter(({ pattern }) => pattern.test(withoutNames(declaration)))
        .map(({ of }) => `${file}: ${declaration} (${of})`),
    ),
  );
}

test('style sheets take colours, type and motion from tokens.css', () => {
  expect(rawValues().filter((found) => allowed[found] === undefined)).toEqual([]);
});

test('every exception is still needed', () => {
  const found = new Set(rawValues());
  expect(Object.keys(allowed).filter((exception) => !found.has(exception))).toEqual([]);
});

test('a variable that no sheet defines is a typing error', () => {
  const sheets = named(/\.css$/).map((file) => readFileSync(file, 'utf8'));
  const sources = named(/\.tsx?$/).map((file) => readFileSync(file, 'utf8'));
  const defined = new Set(
    [...sheets, ...sources].flatMap((text) =>
      [...text.matchAll(/['"\s{;@(](--[\w-]+)['"]?\s*[\]:,]/g)].map(([, name]) => name),
    ),
  );
  const registered = sheets.flatMap((text) => [...text.matchAll(/@property (--[\w-]+)/g)].map(([, name]) => name));
  for (const name of registered) defined.add(name);
  const used = sheets.flatMap((text) => [...text.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
  const unknown = [...new Set(used)].filter((name) => !defined.has(name) && !name?.startsWith('--radix-'));
  expect(unknown).toEqual([]);
});
