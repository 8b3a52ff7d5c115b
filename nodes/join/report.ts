import type { JoinKind } from '../kernel';

/** What one side of a join brings. */
export interface SideReport {
  readonly rows: number;
  /** Rows with a missing key, which match nothing; they count as unmatched. */
  readonly missingKey: number;
  readonly matched: number;
  readonly unmatched: number;
  /** Distinct keys that have a partner and stand in several rows of this side. */
  readonly repeatedKeys: number;
  /** Keys without a partner, the most frequent first. */
  readonly samples: readonly KeySample[];
}

export type KeySample = {
  readonly key: string;
  readonly rows: number;
};

/** The `report` output of join. */
export interface JoinReport {
  readonly kind: JoinKind;
  readonly left: SideReport;
  readonly right: SideReport;
  /** Rows of the result. */
  readonly rows: number;
  /** Pairs of partners. */
  readonly pairs: number;
  /** Keys that stand in several rows of both sides: each of those rows meets each of the others. */
  readonly manyToMany: number;
  /** The keys that make the most rows, when rows are repeated. */
  readonly largest: readonly KeySample[];
  /** Sentences for people; the first says what matters most. */
  readonly notes: readonly JoinNote[];
}

export interface JoinNote {
  readonly tone: 'plain' | 'warning';
  readonly text: string;
}

const count = (value: number): string => value.toLocaleString('en');
const rows = (value: number): string => `${count(value)} ${value === 1 ? 'row' : 'rows'}`;

const timesWords = (factor: number): string => factor.toFixed(factor < 2 ? 2 : factor < 100 ? 1 : 0);

/** How many rows each kind makes of the same pairs. */
export function rowsOf(kind: JoinKind, left: SideReport, right: SideReport, pairs: number): number {
  switch (kind) {
    case 'inner':
      return pairs;
    case 'left':
      return pairs + left.unmatched;
    case 'right':
      return pairs + right.unmatched;
    case 'full':
      return pairs + left.unmatched + right.unmatched;
    case 'semi':
      return left.matched;
    case 'anti':
      return left.unmatched;
  }
}

/** What a person should know of a join, warnings first. */
export function notesOn(report: Omit<JoinReport, 'notes'>): JoinNote[] {
  const { kind, left, right, pairs, manyToMany } = report;
  const notes: JoinNote[] = [];
  const warn = (text: string) => notes.push({ tone: 'warning', text });
  const say = (text: string) => notes.push({ tone: 'plain', text });
  const isFilter = kind === 'semi' || kind === 'anti';
  if (pairs === 0 && left.rows > 0 && right.rows > 0 && kind !== 'anti')
    warn('No key of one table stands in the other.');
  if (!isFilter && right.repeatedKeys > 0) {
    const more = pairs - left.matched;
    const text = `${count(right.repeatedKeys)} ${right.repeatedKeys === 1 ? 'key' : 'keys'} matched more than one right row: left rows are repeated, ${count(more)} more than there were (×${timesWords(pairs / left.matched)}).`;
    if (kind === 'right') say(text);
    else warn(text);
  }
  if (!isFilter && kind === 'right' && left.repeatedKeys > 0)
    warn(`${count(left.repeatedKeys)} keys matched more than one left row: right rows are repeated.`);
  if (!isFilter && manyToMany > 0)
    warn(
      `${count(manyToMany)} of them ${manyToMany === 1 ? 'stands' : 'stand'} in several rows on both sides, and each row meets each.`,
    );
  for (const [name, side] of [
    ['left', left],
    ['right', right],
  ] as const) {
    if (side.unmatched > 0 && (name === 'left' || !isFilter))
      say(`${rows(side.unmatched)} of the ${name} table found no partner.`);
    if (side.missingKey > 0 && (name === 'left' || !isFilter))
      say(
        `${rows(side.missingKey)} of the ${name} table ${side.missingKey === 1 ? 'has' : 'have'} a missing key, which matches nothing.`,
      );
  }
  if (left.rows + right.rows === 0) say('Neither table has rows.');
  if (notes.length === 0) say(isFilter ? 'Every left row has a partner.' : 'Every row found exactly one partner.');
  return notes;
}

/** Why a join is not carried out; undefined when it may be. */
export function refusalOf(report: JoinReport, stopAbove: number): { message: string; hint: string } | undefined {
  const { left, right, largest } = report;
  if (report.rows <= stopAbove || report.rows <= left.rows + right.rows) return undefined;
  const worst = largest[0] ? ` The key ${largest[0].key} alone makes ${count(largest[0].rows)}.` : '';
  return {
    message: `The join would make ${rows(report.rows)} out of ${count(left.rows)} and ${count(right.rows)}, above its limit of ${count(stopAbove)}.${worst}`,
    hint: 'Add a column to the keys, deduplicate one of the tables first, or raise “Stop above”.',
  };
}
