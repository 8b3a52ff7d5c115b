import type { FindMatch } from './find-nodes';

/** The match after the one it stands at, or before it, and round again at the end. */
export function stepFrom(matches: readonly FindMatch[], current: string | undefined, step: 1 | -1): string | undefined {
  if (matches.length === 0) return undefined;
  const at = matches.findIndex(({ id }) => id === current);
  const next = at < 0 ? (step > 0 ? 0 : matches.length - 1) : (at + step + matches.length) % matches.length;
  return matches[next]?.id;
}

/** Where the search stands when what is found changes: it stays while its node is still found. */
export const currentOf = (matches: readonly FindMatch[], current: string | undefined): string | undefined =>
  matches.some(({ id }) => id === current) ? current : matches[0]?.id;
