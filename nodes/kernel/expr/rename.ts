import { lex, type Token, writtenName } from './lex';
import type { Range } from './syntax';

/** Where a text names a column: all of them, also in a text that is not well formed. */
export function columnMentions(text: string): readonly (Range & { readonly name: string })[] {
  const tokens = lex(text);
  return tokens.flatMap((token, index) => {
    const isColumn = token.kind === 'quoted-name' || (token.kind === 'name' && !isTaken(token, tokens[index + 1]!));
    return isColumn ? [{ name: token.value, from: token.from, to: token.to }] : [];
  });
}

/** A name that is a function's, or that says what the text after it is. */
function isTaken({ value }: Token, next: Token): boolean {
  if (next.kind === 'symbol' && next.value === '(') return true;
  return next.kind === 'text' && /^(date|timestamp)$/i.test(value);
}

/** The text with columns renamed wherever they stand, all at once; everything else stays as the person wrote it. */
export function renameColumns(text: string, names: ReadonlyMap<string, string>): string {
  let written = '';
  let at = 0;
  for (const mention of columnMentions(text)) {
    const renamed = names.get(mention.name);
    if (renamed === undefined) continue;
    written += text.slice(at, mention.from) + writtenName(renamed);
    at = mention.to;
  }
  return written + text.slice(at);
}

/** {@link renameColumns} for one column. */
export const renameColumn = (text: string, from: string, to: string): string =>
  renameColumns(text, new Map([[from, to]]));
