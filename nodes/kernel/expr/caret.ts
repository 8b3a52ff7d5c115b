import type { ParameterType } from './function-row';
import { lex, type Token } from './lex';
import { takesCount } from './resolve';
import { TYPED_FUNCTIONS } from './unknown-name';
import { signaturesOf, type WrittenSignature } from './written-signature';

/** Where the caret stands in a text that may be half typed. */
export interface Caret {
  /** The name or word it touches; nothing is replaced without one. */
  readonly word?: Token;
  /** Inside a text or a number, where nothing is suggested. */
  readonly isInLiteral: boolean;
  /** After a value, where an operator goes on. */
  readonly isAfterValue: boolean;
  /** Inside a `case` that is not ended yet. */
  readonly isInCase: boolean;
  readonly call?: { readonly name: string; readonly argument: number };
}

const VALUES = new Set<Token['kind']>(['name', 'quoted-name', 'number', 'text']);
const ENDS_VALUE = new Set(['null', 'true', 'false', 'end']);

export function caretIn(text: string, offset: number): Caret {
  const tokens = lex(text).filter((token) => token.kind !== 'end');
  const before = tokens.filter((token) => token.from < offset);
  const touched = before.at(-1);
  // A closed text is left behind at its last quote; an open one goes on to the end.
  const isWithin =
    touched !== undefined && (offset < touched.to || (offset === touched.to && touched.problem !== undefined));
  const isAt = touched !== undefined && offset <= touched.to;
  const isWord =
    isAt && (touched.kind === 'name' || touched.kind === 'keyword' || (touched.kind === 'quoted-name' && isWithin));
  const isInLiteral = (touched?.kind === 'text' && isWithin) || (isAt && touched.kind === 'number');
  const left = isWord ? before.slice(0, -1) : before;
  const last = left.at(-1);
  return {
    ...(isWord ? { word: touched } : {}),
    isInLiteral,
    isAfterValue: last !== undefined && endsValue(last),
    isInCase: left.filter(isKeyword('case')).length > left.filter(isKeyword('end')).length,
    ...enclosingCall(left),
  };
}

const isKeyword = (word: string) => (token: Token) => token.kind === 'keyword' && token.value === word;

const endsValue = (token: Token): boolean =>
  VALUES.has(token.kind) ||
  (token.kind === 'keyword' && ENDS_VALUE.has(token.value)) ||
  (token.kind === 'symbol' && token.value === ')');

/** The innermost call that is still open, and how many commas have passed in it. */
function enclosingCall(tokens: readonly Token[]): Pick<Caret, 'call'> {
  const open: { name?: string; commas: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'symbol') continue;
    const previous = tokens[index - 1];
    if (token.value === '(')
      open.push({ ...(previous?.kind === 'name' ? { name: previous.value.toLowerCase() } : {}), commas: 0 });
    if (token.value === ')') open.pop();
    if (token.value === ',' && open.length > 0) open.at(-1)!.commas += 1;
  }
  const innermost = open.at(-1);
  return innermost?.name === undefined ? {} : { call: { name: innermost.name, argument: innermost.commas } };
}

/** The parameter the caret is at, of a function there is. */
export interface SignatureHelp {
  readonly name: string;
  readonly summary: string;
  readonly signature: WrittenSignature;
  /** Position among the parameters; past the last where there are too many. */
  readonly active: number;
}

export function signatureHelp(text: string, offset: number): SignatureHelp | undefined {
  const { call } = caretIn(text, offset);
  const row = call && TYPED_FUNCTIONS.get(call.name);
  if (!row) return undefined;
  const written = signaturesOf(row);
  const signature =
    written.find(({ parameters }) => call.argument < parameters.length || parameters.at(-1)?.repeats) ?? written[0]!;
  const last = signature.parameters.length - 1;
  const active = signature.parameters[last]?.repeats ? Math.min(call.argument, last) : call.argument;
  return { name: call.name, summary: row.summary, signature, active };
}

/** What the place of the caret takes, as far as the call around it says. */
export function wantedAt({ call }: Caret): ReadonlySet<ParameterType> | undefined {
  const row = call && TYPED_FUNCTIONS.get(call.name);
  if (!row) return undefined;
  const wanted = new Set<ParameterType>();
  for (const signature of row.signatures) {
    const parameter = signature.parameters[call.argument] ?? signature.rest;
    if (parameter && (takesCount(signature, call.argument + 1) || call.argument < signature.parameters.length))
      wanted.add(parameter);
  }
  return wanted;
}
