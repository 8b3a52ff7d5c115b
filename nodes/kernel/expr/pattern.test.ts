import { describe, expect, test } from 'vitest';
import { escapePattern, readPattern } from './pattern';

const factsOf = (pattern: string) => {
  const read = readPattern(pattern);
  if ('problem' in read) throw new Error(read.problem);
  return read.facts;
};

describe('a pattern', () => {
  test.each([
    ['a(b', 'without its “)”'],
    ['a)b', 'without its “(”'],
    ['a)|(b', 'without its “(”'],
    ['[a', 'without its “]”'],
    ['[z-a]', 'to a later one'],
    ['*a', 'nothing before it'],
    ['a**', 'cannot be repeated'],
    ['a{2}{3}', 'cannot be repeated'],
    ['a{3,2}', 'counts downwards'],
    ['a{1001}', 'At most 1000'],
    ['(a{40}){40}', 'At most 1000'],
    ['(\\pL{100}){10}', 'too large'],
    ['(?=a)', 'ahead or behind'],
    ['(?<!a)b', 'ahead or behind'],
    ['(a)\\1', 'refers back'],
    ['\\q', 'means nothing'],
    ['\\', 'escapes nothing'],
    ['\\p{Greekish}', 'no category'],
    ['(?P<a>x)(?P<a>y)', 'cannot name'],
    ['[[:alhpa:]]', 'name of a class'],
  ])('%s is refused', (pattern, why) => {
    const read = readPattern(pattern);
    expect('problem' in read ? read.problem : 'no problem').toContain(why);
  });

  test('counts its groups and knows whether it matches nothing', () => {
    expect(factsOf('(a)(?:b)(?P<c>d)')).toMatchObject({ groups: 2, matchesEmpty: false });
    expect(factsOf('a*|b').matchesEmpty).toBe(true);
    expect(factsOf('^$').matchesEmpty).toBe(true);
    expect(factsOf('[0-9]{0,3}').matchesEmpty).toBe(true);
  });

  test('whose first match is its longest has one choice at most', () => {
    for (const pattern of ['[0-9]+', 'a{3}b?', '\\d{4}-\\d{2}', '#[a-z]+;']) {
      expect(factsOf(pattern).firstIsLongest, pattern).toBe(true);
    }
    for (const pattern of ['a|ab', '(a?)(ab)?', 'a+?', '(a+){2}', '(ab?){2}', '[a-z]+[0-9]*']) {
      expect(factsOf(pattern).firstIsLongest, pattern).toBe(false);
    }
  });

  test('of any text is that text escaped', () => {
    for (const text of ['a.b*c', '[x]{2}', 'a\\b', '(^$)|?+', '😀\n']) {
      expect(new RegExp(`^(?:${escapePattern(text)})$`, 'u').test(text)).toBe(true);
    }
  });
});
