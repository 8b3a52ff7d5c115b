import { describe, expect, test } from 'vitest';
import { contrastRatio, mixColors, parseColor, type Rgb } from './color';
import { readTokens, type ThemeName } from './testing/read-tokens';
import { categories, diffKinds, portTypes, stateKinds } from './vocabulary';

/*
 * The least contrast of every pair in which a colour has to be seen, worst ground first: 4.5 for words, 3 for marks and
 * states (WCAG 2.2, 1.4.3 and 1.4.11). The table is that of the design's notes, with what the product added to it.
 */

const grounds = ['surface', 'raised', 'sunken', 'canvas'];
const states = stateKinds.map((name) => `st-${name}`);
const hues = categories.map((name) => `cat-${name}`);
const partitionHues = ['pt-train', 'pt-valid', 'pt-test'];
const diffs = diffKinds.map((name) => `df-${name}`);

interface Pair {
  readonly of: string;
  readonly needed: number;
  readonly ratios: (theme: Theme) => Measured[];
}

interface Measured {
  readonly what: string;
  readonly ratio: number;
}

class Theme {
  private readonly read: (name: string) => string;
  readonly tint: number;

  constructor(name: ThemeName) {
    this.read = readTokens(name);
    this.tint = Number.parseFloat(this.read('tint')) / 100;
  }

  color(name: string): Rgb {
    return parseColor(this.read(name));
  }

  on(ground: string, name: string): Measured {
    return { what: `${name} on ${ground}`, ratio: contrastRatio(this.color(name), this.color(ground)) };
  }

  /** A colour on a share of a hue laid over a ground. */
  onTint(ground: string, name: string, hue: string, share = this.tint): Measured {
    const tinted = mixColors(this.color(hue), this.color(ground), share);
    return { what: `${name} on ${share} of ${hue} over ${ground}`, ratio: contrastRatio(this.color(name), tinted) };
  }
}

const everywhere = (names: readonly string[]) => (theme: Theme) =>
  names.flatMap((name) => grounds.map((ground) => theme.on(ground, name)));
const onOwnTint = (names: readonly string[]) => (theme: Theme) =>
  names.flatMap((name) => grounds.map((ground) => theme.onTint(ground, name, name)));
const over = (ground: string, names: readonly string[]) => (theme: Theme) =>
  names.map((name) => theme.on(ground, name));

const pairs: readonly Pair[] = [
  { of: 'words', needed: 4.5, ratios: everywhere(['text', 'text-2', 'muted']) },
  { of: 'text and accent on accent-soft', needed: 4.5, ratios: over('accent-soft', ['text', 'accent']) },
  { of: 'accent as words', needed: 4.5, ratios: everywhere(['accent']) },
  { of: 'words on a filled button', needed: 4.5, ratios: over('accent-fill', ['on-accent']) },
  { of: 'words on a filled button that is pointed at', needed: 4.5, ratios: over('accent-hover', ['on-accent']) },
  { of: 'words on a filled button that is held down', needed: 4.5, ratios: over('accent-press', ['on-accent']) },
  { of: 'states as words', needed: 4.5, ratios: everywhere(states) },
  { of: 'states as words on their own tint', needed: 4.5, ratios: onOwnTint(states) },
  { of: 'states as marks', needed: 3, ratios: everywhere(states) },
  { of: 'categories as marks', needed: 3, ratios: everywhere(hues) },
  { of: 'categories as marks on their own tint', needed: 3, ratios: onOwnTint(hues) },
  { of: 'categories as words of code', needed: 4.5, ratios: everywhere(hues) },
  { of: 'partitions as words', needed: 4.5, ratios: everywhere(partitionHues) },
  { of: 'the line of a partition on its bed', needed: 3, ratios: over('wire-bed', partitionHues) },
  { of: 'ports', needed: 3, ratios: everywhere(portTypes.map((type) => `ty-${type}`)) },
  { of: 'wires', needed: 3, ratios: over('canvas', ['wire', 'wire-strong', 'accent', 'st-failed']) },
  { of: 'the outline of a switch', needed: 3, ratios: everywhere(['line-control']) },
  { of: 'changes as words', needed: 4.5, ratios: everywhere(diffs) },
  { of: 'changes as words on their own tint', needed: 4.5, ratios: onOwnTint(diffs) },
  {
    of: 'the word of a tag on the edge of a card',
    needed: 4.5,
    ratios: (theme) => diffs.map((diff) => theme.on(diff, 'raised')),
  },
  {
    of: 'words of a row that is pointed at',
    needed: 4.5,
    ratios: (theme) =>
      ['text', 'text-2', 'muted'].flatMap((name) =>
        ['surface', 'raised'].map((ground) => theme.onTint(ground, name, 'text', 0.07)),
      ),
  },
  {
    of: 'the word of a missing cell on its hatch',
    needed: 4.5,
    ratios: (theme) => [theme.onTint('surface', 'muted', 'st-unset', 0.11)],
  },
  {
    of: 'letters of people',
    needed: 4.5,
    ratios: (theme) => [1, 2, 3, 4, 5].map((index) => theme.on(`av-${index}`, 'on-accent')),
  },
];

describe.each(['light', 'dark'] as const)('in %s', (name) => {
  const theme = new Theme(name);
  test.each(pairs)('$of have a contrast of at least $needed', ({ needed, ratios }) => {
    const worst = ratios(theme).sort((a, b) => a.ratio - b.ratio)[0];
    expect(worst?.ratio, worst?.what).toBeGreaterThanOrEqual(needed);
  });
});

test('the measure is that of WCAG: black on white is 21, and #777 on white is 4.48', () => {
  expect(contrastRatio(parseColor('#000'), parseColor('#fff'))).toBeCloseTo(21, 6);
  expect(contrastRatio(parseColor('#777777'), parseColor('#ffffff'))).toBeCloseTo(4.48, 2);
});
