/** The candidate a misspelt name most likely means; undefined when none is close enough to be meant. */
export function nearestName(name: string, candidates: readonly string[]): string | undefined {
  const wanted = plain(name);
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const distance = distanceTo(wanted, plain(candidate), least);
    if (distance < least) {
      best = candidate;
      least = distance;
    }
  }
  return best;
}

/** Case, and how words are held together, are what people remember least. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_.-]+/g, '_');

/** Beyond this many slips two long names have nothing in common. */
const MOST_SLIPS = 6;

/** Slips between two names; a name broken off, or one of its words, counts as little more than a slip. */
function distanceTo(wanted: string, candidate: string, below: number): number {
  if (wanted === candidate) return 0;
  const slips = Math.min(MOST_SLIPS, Math.max(1, Math.floor(wanted.length / 3)));
  const distance = editDistance(wanted, candidate, Math.min(slips, Math.ceil(below)));
  const brokenOff = wanted.length >= 3 && candidate.startsWith(wanted);
  const longer = candidate.length >= 3 && wanted.startsWith(candidate) && candidate.length * 2 >= wanted.length;
  // Among several that go on, the shortest is the likeliest: below one slip more, however long.
  if (brokenOff || longer) return Math.min(distance, 1.5 + lengthShare(wanted, candidate));
  if (wanted.length >= 4 && candidate.split('_').includes(wanted)) {
    return Math.min(distance, 2.5 + lengthShare(wanted, candidate));
  }
  return distance;
}

const lengthShare = (a: string, b: string): number => Math.abs(a.length - b.length) / (2 * (a.length + b.length));

/** Where names differ by more than this between their common ends, no slip is told from another. */
const LONGEST = 64;

/** Three rows of the distance table, kept: a search over thousands of names should not allocate. */
const ROWS = [0, 1, 2].map(() => new Uint8Array(LONGEST + 1));

/** Insertions, deletions, replacements and swaps of neighbours; infinite beyond `most`, which bounds its cost. */
function editDistance(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return Number.POSITIVE_INFINITY;
  const [a, b] = withoutCommonEnds(left, right);
  if (Math.max(a.length, b.length) > LONGEST) return Number.POSITIVE_INFINITY;
  let [beforeLast, last, current] = ROWS as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) last[j] = j;
  for (let i = 1; i <= a.length; i++) {
    current[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let cost = Math.min(last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1), last[j]! + 1, current[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return Number.POSITIVE_INFINITY;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  return last[b.length]! <= most ? last[b.length]! : Number.POSITIVE_INFINITY;
}

function withoutCommonEnds(a: string, b: string): [string, string] {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return [a.slice(start, a.length - end), b.slice(start, b.length - end)];
}

export const didYouMean = (name: string, candidates: readonly string[]): string | undefined => {
  const nearest = nearestName(name, candidates);
  return nearest === undefined ? undefined : `Did you mean “${nearest}”?`;
};
