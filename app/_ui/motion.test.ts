import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const sheets = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.css'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), css: readFileSync(join('app', name), 'utf8') }));
const tokens = sheets.find(({ name }) => name === '_ui/tokens.css')?.css ?? '';

test('with reduced motion every duration is nothing', () => {
  const reduced = /@media \(prefers-reduced-motion: reduce\) \{\s*:root \{([^}]*)\}/.exec(tokens)?.[1] ?? '';
  const names = new Set([...tokens.matchAll(/(--d-\w+):/g)].map(([, name]) => name));
  expect(names.size).toBeGreaterThan(3);
  for (const name of names) expect(reduced).toContain(`${name}: 0ms;`);
});

test('movements last 90, 160 or 280 ms, on one curve', () => {
  expect(tokens).toMatch(/--d-fast: 90ms;[\s\S]*--d-base: 160ms;[\s\S]*--d-slow: 280ms;/);
  expect(tokens.match(/cubic-bezier/g)).toHaveLength(1);
});

test('the one endless motion is that of what runs', () => {
  const endless = sheets.flatMap(({ name, css }) =>
    [...css.matchAll(/animation:\s*([^;]*\binfinite\b[^;]*);/g)].map(([, value]) => `${name}: ${value}`),
  );
  expect(endless.length).toBeGreaterThan(0);
  expect(endless.filter((found) => !/: (flow|turn) var\(--d-cycle\) linear infinite$/.test(found))).toEqual([]);
});
