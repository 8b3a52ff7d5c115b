import type { Cell } from '../cells';
import { PATTERNS } from '../patterns';
import type { Meanings } from './meaning';

const s = (cell: Cell | undefined): string => String(cell);
const points = (cell: Cell | undefined): string[] => [...s(cell)];
const count = (cell: Cell | undefined): number => Number(cell);

/** One character for one: where JavaScript makes several of one, the simple mapping of Unicode stands here. */
const SIMPLE: Readonly<Record<string, string>> = { ß: 'ẞ', İ: 'i', ŉ: 'ŉ', ǰ: 'ǰ', ΐ: 'ΐ', ﬁ: 'ﬁ' };
function mapped(cell: Cell | undefined, change: (character: string) => string): string {
  return points(cell)
    .map((character) => {
      const after = change(character);
      if ([...after].length === 1) return after;
      return SIMPLE[character] ?? character;
    })
    .join('');
}

const between = (all: string[], from: number, to: number): string =>
  all.filter((_, at) => at + 1 >= from && at + 1 < to).join('');

const filler = (pad: string[], size: number): string =>
  Array.from({ length: Math.max(size, 0) }, (_, at) => pad[at % pad.length]!).join('');

const flags = 'u';
const js = (pattern: Cell | undefined): string => PATTERNS.find(([re2]) => re2 === pattern)?.[1] ?? s(pattern);

export const textReference: Meanings = {
  length: ([a]) => BigInt(points(a).length),
  lower: ([a]) => mapped(a, (character) => character.toLowerCase()),
  upper: ([a]) => mapped(a, (character) => character.toUpperCase()),
  trim: ([a]) => s(a).replace(/^[ \t\n\r\f]+|[ \t\n\r\f]+$/g, ''),
  ltrim: ([a]) => s(a).replace(/^[ \t\n\r\f]+/, ''),
  rtrim: ([a]) => s(a).replace(/[ \t\n\r\f]+$/, ''),
  reverse: ([a]) => points(a).reverse().join(''),
  concat: (args) => args.join(''),
  contains: ([a, part]) => s(a).includes(s(part)),
  starts_with: ([a, part]) => s(a).startsWith(s(part)),
  ends_with: ([a, part]) => s(a).endsWith(s(part)),
  position: ([a, part]) => {
    const at = s(a).indexOf(s(part));
    return at < 0 ? 0n : BigInt([...s(a).slice(0, at)].length + 1);
  },
  occurrences: ([a, part]) => BigInt(s(a).split(s(part)).length - 1),
  word_count: ([a]) =>
    BigInt(
      s(a)
        .split(/[ \t\n\r\f]+/)
        .filter((word) => word !== '').length,
    ),
  left: ([a, size]) => between(points(a), 1, count(size) + 1),
  right: ([a, size]) => {
    const all = points(a);
    return between(all, all.length - count(size) + 1, all.length + 1);
  },
  substring: ([a, start, size]) => {
    const all = points(a);
    return between(all, count(start), size === undefined ? all.length + 1 : count(start) + count(size));
  },
  replace: ([a, from, to]) => (from === '' ? a! : s(a).replaceAll(s(from), () => s(to))),
  split_part: ([a, separator, piece]) => s(a).split(s(separator))[count(piece) - 1] ?? '',
  lpad: ([a, size, pad]) => {
    const all = points(a);
    return filler(points(pad), count(size) - all.length) + all.slice(0, count(size)).join('');
  },
  rpad: ([a, size, pad]) => {
    const all = points(a);
    return all.slice(0, count(size)).join('') + filler(points(pad), count(size) - all.length);
  },
  matches: ([a, pattern]) => new RegExp(`^(?:${js(pattern)})$`, flags).test(s(a)),
  contains_match: ([a, pattern]) => new RegExp(js(pattern), flags).test(s(a)),
  count_matches: ([a, pattern]) => BigInt([...s(a).matchAll(new RegExp(js(pattern), 'gu'))].length),
  extract: ([a, pattern, group]) => new RegExp(js(pattern), flags).exec(s(a))?.[count(group ?? 0n)] || null,
};
