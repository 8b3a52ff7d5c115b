import { lex } from '@/nodes/kernel/expr/lex';
import type { Range } from '@/nodes/kernel/expr/syntax';

/** What a key writes instead of itself: `insert` in place of the range, and where the caret goes. */
export interface PairedEdit extends Range {
  readonly insert: string;
  readonly caret: number;
}

const PAIRS: Readonly<Record<string, string>> = { '(': ')', "'": "'", '"': '"' };

/** Opening marks bring their closing ones, which are passed when typed and taken back together. */
export function pairedEdit(key: string, text: string, selection: Range): PairedEdit | undefined {
  const { from, to } = selection;
  const next = text[from];
  if (from === to && key === 'Backspace') {
    const isEmptyPair = from > 0 && PAIRS[text[from - 1]!] !== undefined && PAIRS[text[from - 1]!] === next;
    return isEmptyPair ? { from: from - 1, to: from + 1, insert: '', caret: from - 1 } : undefined;
  }
  const within = quoteAround(text, from);
  if (from === to && next === key && isClosing(key, text, within)) {
    return { from, to, insert: '', caret: from + 1 };
  }
  const closing = PAIRS[key];
  if (closing === undefined || within !== undefined) return undefined;
  if (from !== to) return { from, to, insert: key + text.slice(from, to) + closing, caret: to + 1 };
  const isFree = next === undefined || /[\s),]/.test(next);
  const isAfterWord = key !== '(' && /[\p{L}\p{N}_'"]$/u.test(text.slice(0, from));
  return isFree && !isAfterWord ? { from, to, insert: key + closing, caret: from + 1 } : undefined;
}

/** The mark of the text or name that the caret stands in. */
function quoteAround(text: string, at: number): string | undefined {
  const token = lex(text).find(
    ({ from, to, problem }) => from < at && (at < to || (at === to && problem !== undefined)),
  );
  return token?.kind === 'text' ? "'" : token?.kind === 'quoted-name' ? '"' : undefined;
}

/** Passing a mark must leave the text as whole as it was. */
function isClosing(key: string, text: string, within: string | undefined): boolean {
  if (key === "'" || key === '"') return within === key;
  if (key !== ')' || within !== undefined) return false;
  const symbols = lex(text).filter((token) => token.kind === 'symbol');
  const count = (mark: string) => symbols.filter((token) => token.value === mark).length;
  return count('(') === count(')');
}
