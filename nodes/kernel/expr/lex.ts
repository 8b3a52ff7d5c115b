import { FOREIGN } from './habits';

/** A piece of a typed expression; `from` and `to` are UTF-16 offsets into the text. */
export interface Token {
  readonly kind: 'name' | 'quoted-name' | 'keyword' | 'number' | 'text' | 'symbol' | 'unknown' | 'end';
  /** The name or text without its quotes; keywords in lower case; symbols and numbers as written. */
  readonly value: string;
  readonly from: number;
  readonly to: number;
  /** What is wrong with it, if anything. */
  readonly problem?: { readonly message: string; readonly hint?: string };
}

/** Words a column's name needs quotes for. `date` and `timestamp` are not among them: a text must follow. */
export const KEYWORDS = [
  'and',
  'or',
  'not',
  'in',
  'is',
  'between',
  'null',
  'true',
  'false',
  'case',
  'when',
  'then',
  'else',
  'end',
] as const;
const keywords = new Set<string>(KEYWORDS);

const SPACE = /\s+/y;
const NAME = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** What people run into a number: a unit, a separator, a base prefix. */
const TAIL = /[\p{L}\p{M}\p{N}_]+/uy;
const SYMBOL = /<=|>=|<>|!=|==|\|\||\?\?|&&|::|\*\*|[-+*/%=<>(),.[\]!]/y;
/** A run of characters that begin nothing; alone, those that are half of a symbol. */
const UNKNOWN = /[^\s\p{L}\p{N}_'"\-+*/%=<>(),.[\]!|?&:]+|./suy;
const CURLY = /[‘’“”«»`]/;

/** Everything in a text, ending with one `end`. Total: what cannot be read is an `unknown` token with its problem. */
export function lex(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const matched = (pattern: RegExp): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : at;
  };
  while (at < text.length) {
    const from = at;
    at = matched(SPACE);
    if (at > from) continue;
    const token =
      quoted(text, at) ??
      word(text, at, matched) ??
      number(text, at, matched) ??
      symbol(text, at, matched) ??
      unknown(text, at, matched);
    tokens.push(token);
    at = token.to;
  }
  tokens.push({ kind: 'end', value: '', from: text.length, to: text.length });
  return tokens;
}

type Matched = (pattern: RegExp) => number;

function word(text: string, from: number, matched: Matched): Token | undefined {
  const to = matched(NAME);
  if (to === from) return undefined;
  const value = text.slice(from, to);
  const lower = value.toLowerCase();
  return keywords.has(lower) ? { kind: 'keyword', value: lower, from, to } : { kind: 'name', value, from, to };
}

function symbol(text: string, from: number, matched: Matched): Token | undefined {
  const to = matched(SYMBOL);
  return to === from ? undefined : { kind: 'symbol', value: text.slice(from, to), from, to };
}

function number(text: string, from: number, matched: Matched): Token | undefined {
  const to = matched(NUMBER);
  if (to === from) return undefined;
  TAIL.lastIndex = to;
  if (!TAIL.test(text)) return { kind: 'number', value: text.slice(from, to), from, to };
  const end = TAIL.lastIndex;
  const value = text.slice(from, end);
  const plain = value.replaceAll('_', '');
  const hint = /^\d+(\.\d+)?$/.test(plain)
    ? `Write ${plain}.`
    : `Numbers are digits with a point and an exponent: 1250, 0.5, 1e-3. A column is written "${value}".`;
  return {
    kind: 'number',
    value: '0',
    from,
    to: end,
    problem: { message: `“${shown(value)}” is not a number.`, hint },
  };
}

/** A 'text' or a "column name"; a quote inside is written twice. */
function quoted(text: string, from: number): Token | undefined {
  const quote = text[from];
  if (quote !== "'" && quote !== '"') return undefined;
  const kind = quote === "'" ? 'text' : 'quoted-name';
  const parts: string[] = [];
  let start = from + 1;
  for (;;) {
    const end = text.indexOf(quote, start);
    if (end < 0) {
      parts.push(text.slice(start));
      const what = kind === 'text' ? 'text' : 'column name';
      const problem = {
        message: `This ${what} is not closed.`,
        hint: `Add ${quote} at its end. A ${quote} inside is written twice.`,
      };
      return { kind, value: parts.join(quote), from, to: text.length, problem };
    }
    parts.push(text.slice(start, end));
    start = end + 1;
    if (text[start] !== quote) break;
    start += 1;
  }
  const value = parts.join(quote);
  if (kind === 'quoted-name' && value === '') {
    const problem = { message: 'A column’s name is missing between the quotes.', hint: `Empty text is written ''.` };
    return { kind, value, from, to: start, problem };
  }
  return { kind, value, from, to: start };
}

/** One token for a run of characters that mean nothing, so that pasted garbage is one problem. */
function unknown(text: string, from: number, matched: Matched): Token {
  const to = matched(UNKNOWN);
  const value = text.slice(from, to);
  const hint = CURLY.test(value)
    ? `Text is written with straight quotes: 'Oslo'. Column names too: "city".`
    : (FOREIGN[value] ??
      'A column whose name has other characters than letters, digits and _ is written in double quotes: "total (€)".');
  return { kind: 'unknown', value, from, to, problem: { message: `“${shown(value)}” means nothing here.`, hint } };
}

/** What a person wrote, short enough for a sentence. */
export const shown = (text: string): string => {
  const characters = [...text.slice(0, 200)];
  return characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text;
};

const BARE = /^[\p{L}_][\p{L}\p{M}\p{N}_]*$/u;

/** A column's name as it is written in an expression: in quotes where it needs them. */
export const writtenName = (name: string): string =>
  BARE.test(name) && !keywords.has(name.toLowerCase()) ? name : `"${name.replaceAll('"', '""')}"`;

/** Text as it is written in an expression. */
export const writtenText = (text: string): string => `'${text.replaceAll("'", "''")}'`;
