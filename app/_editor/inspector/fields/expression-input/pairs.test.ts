import { describe, expect, test } from 'vitest';
import { pairedEdit } from './pairs';

/** The text after a key, with `|` for the caret and `[…]` for a selection; undefined when the key writes itself. */
function press(key: string, marked: string): string | undefined {
  const from = marked.search(/[|[]/);
  const to = marked.includes('[') ? marked.indexOf(']') - 1 : from;
  const text = marked.replaceAll(/[|[\]]/g, '');
  const edit = pairedEdit(key, text, { from, to });
  if (!edit) return undefined;
  const written = text.slice(0, edit.from) + edit.insert + text.slice(edit.to);
  return `${written.slice(0, edit.caret)}|${written.slice(edit.caret)}`;
}

describe('marks that come in pairs', () => {
  test.each([
    ['(', 'if|', 'if(|)'],
    ['(', 'if| ', 'if(|) '],
    ["'", 'city = |', "city = '|'"],
    ["'", 'city in (|)', "city in ('|')"],
    ['"', '|', '"|"'],
    ['(', 'a + [b + c]', 'a + (b + c|)'],
  ])('%s in %s brings its closing one', (key, before, after) => {
    expect(press(key, before)).toBe(after);
  });

  test.each([
    [')', 'if(a|)', 'if(a)|'],
    ["'", "city = 'oslo|'", "city = 'oslo'|"],
    ['"', '"a b|"', '"a b"|'],
  ])('%s in %s passes the one that is there', (key, before, after) => {
    expect(press(key, before)).toBe(after);
  });

  test.each([
    ['(|)', '|'],
    ["a = '|'", 'a = |'],
  ])('Backspace in %s takes both', (before, after) => {
    expect(press('Backspace', before)).toBe(after);
  });

  test.each([
    ['(', '|tenure'],
    ["'", 'it|'],
    ['(', "city = 'a|"],
    [')', 'if((a|)'],
    [')', "city = 'a|)'"],
    ["'", "city = 'it''s|"],
    ['Backspace', '|'],
    ['Backspace', 'a(|b)'],
    ['a', '|'],
  ])('%s in %s writes itself', (key, before) => {
    expect(press(key, before)).toBeUndefined();
  });
});
