import { describe, expect, test } from 'vitest';
import { paint } from './paint';

const inks = (text: string) =>
  paint(text, [])
    .filter((piece) => piece.text.trim() !== '')
    .map((piece) => `${piece.text}:${piece.ink}`);

describe('an expression is painted', () => {
  test('by what its words are', () => {
    expect(inks("if(date > date '2026-01-31' and \"a b\" = 'x', 1.5, null)")).toEqual([
      'if:function',
      '(:plain',
      'date:column',
      '>:plain',
      'date:keyword',
      "'2026-01-31':text",
      'and:keyword',
      '"a b":column',
      '=:plain',
      "'x':text",
      ',:plain',
      '1.5:number',
      ',:plain',
      'null:keyword',
      '):plain',
    ]);
  });

  test('with a line under what is wrong, be it part of a word or several', () => {
    const pieces = paint('tenure + city', [{ message: '', from: 3, to: 10 }]);
    expect(pieces.map((piece) => [piece.text, piece.isWrong])).toEqual([
      ['ten', false],
      ['ure', true],
      [' ', true],
      ['+', true],
      [' ', true],
      ['c', true],
      ['ity', false],
    ]);
  });

  test('so that the pieces are the text', () => {
    const text = 'a  +\n"b" ~~ \'open';
    expect(
      paint(text, [{ message: '', from: 2, to: 99 }])
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
    expect(paint('', [])).toEqual([]);
  });

  test('in one colour when it is very long', () => {
    expect(paint('a + '.repeat(10_000), [])).toHaveLength(1);
  });
});
