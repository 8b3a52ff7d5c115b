import { lex, type Token } from '@/nodes/kernel/expr/lex';
import type { ExprProblem } from '@/nodes/kernel/expr/read-expr';

export type Ink = 'plain' | 'keyword' | 'text' | 'number' | 'function' | 'column';

/** Characters that look alike. */
export interface Piece {
  readonly from: number;
  readonly text: string;
  readonly ink: Ink;
  readonly isWrong: boolean;
}

/** Colours help nobody beyond this many characters, and cost an element each. */
const MOST_COLOURED = 20_000;

/** An expression cut where its look changes. */
export function paint(text: string, problems: readonly ExprProblem[]): Piece[] {
  const inks = text.length <= MOST_COLOURED ? inkOfTokens(text) : [];
  const cuts = new Set([0, text.length]);
  for (const { from, to } of [...inks, ...problems]) cuts.add(from).add(to);
  const places = [...cuts].filter((at) => at >= 0 && at <= text.length).sort((a, b) => a - b);
  let token = 0;
  return places.slice(0, -1).map((from, index): Piece => {
    while (token < inks.length && inks[token]!.to <= from) token += 1;
    const ink = inks[token] && inks[token]!.from <= from ? inks[token]!.ink : 'plain';
    const isWrong = problems.some((problem) => problem.from <= from && from < problem.to);
    return { from, text: text.slice(from, places[index + 1]), ink, isWrong };
  });
}

function inkOfTokens(text: string): { from: number; to: number; ink: Ink }[] {
  const tokens = lex(text);
  return tokens.map((token, index) => ({ from: token.from, to: token.to, ink: inkOf(token, tokens[index + 1]) }));
}

function inkOf(token: Token, next: Token | undefined): Ink {
  switch (token.kind) {
    case 'keyword':
      return 'keyword';
    case 'text':
      return 'text';
    case 'number':
      return 'number';
    case 'quoted-name':
      return 'column';
    case 'name':
      if (next?.kind === 'symbol' && next.value === '(') return 'function';
      return next?.kind === 'text' && /^(date|timestamp)$/i.test(token.value) ? 'keyword' : 'column';
    default:
      return 'plain';
  }
}
