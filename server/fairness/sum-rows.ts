import { rowsByFallingValue } from '../evaluation/order-rows';
import { type JudgedRows, rowsOf } from './judged-rows';
import { SUMS, type SumName, type Sums } from './slice-metrics';

/** By group, the groups' sums and then those of all rows: (groups + 1) × SUMS, row-major. */
export type GroupedSums = Float64Array;

const WIDTH = SUMS.length;
const PLACE = Object.fromEntries(SUMS.map((name, place) => [name, place])) as Readonly<Record<SumName, number>>;

/** The sums of one group; the group after the last is all rows. */
export function sumsOf(sums: GroupedSums, group: number): Sums {
  // Of one shape, since there are some for every group of every resample.
  const at = group * WIDTH;
  const of = (name: SumName) => sums[at + PLACE[name]]!;
  return {
    rows: of('rows'),
    correct: of('correct'),
    positives: of('positives'),
    selected: of('selected'),
    hits: of('hits'),
    logLoss: of('logLoss'),
    score: of('score'),
    squaredDistance: of('squaredDistance'),
    rankArea: of('rankArea'),
    precisionSteps: of('precisionSteps'),
    absoluteError: of('absoluteError'),
    squaredError: of('squaredError'),
    error: of('error'),
    actual: of('actual'),
    squaredActual: of('squaredActual'),
  };
}

/** What of all rows is not the group's. What a ranking adds is not a sum over groups, and is left at 0. */
export function restOf(all: Sums, group: Sums): Sums {
  const rest = Object.fromEntries(SUMS.map((name) => [name, all[name] - group[name]])) as Sums;
  return { ...rest, rankArea: 0, precisionSteps: 0 };
}

/** Counts that a row is or is not part of: 1, 2, 4 in its kind. */
const KINDS = ['correct', 'positives', 'selected'] as const;

/**
 * Sums rows by group, as often as their weights say: once for the values, then for every resample. Rows are taken in the
 * order of falling score when a ranking is wanted, so that one pass in memory order finds it.
 */
export class RowSummer {
  /** Groups of the rows, in the order in which `sum` takes their weights. */
  readonly ofRow: Int32Array;
  /** By row: its group and its kind, as one number. */
  private readonly cells: Int32Array;
  private readonly summed: readonly (readonly [place: number, values: Float64Array])[];
  private readonly ranking: { readonly positive: Uint8Array; readonly tied: Uint8Array } | undefined;

  constructor(
    rows: JudgedRows,
    ofRow: Int32Array,
    private readonly groups: number,
    wanted: ReadonlySet<SumName>,
  ) {
    const outcome = rows.task === 'classification' ? rows.outcome : undefined;
    const isRanked = outcome && (wanted.has('rankArea') || wanted.has('precisionSteps'));
    const order = isRanked ? rowsByFallingValue(outcome.score) : undefined;
    const inOrder = <A extends Int32Array | Uint8Array | Float64Array>(values: A): A =>
      order ? (values.map((_, place) => values[order[place]!]!) as A) : values;
    this.ofRow = inOrder(ofRow);
    const kinds = kindsOf(rows);
    this.cells = inOrder(ofRow.map((group, row) => group * 8 + kinds[row]!));
    this.summed = columnsOf(rows)
      .filter(([name]) => wanted.has(name))
      .map(([name, values]) => [PLACE[name], inOrder(values)] as const);
    if (!isRanked) return;
    const scores = inOrder(outcome.score);
    this.ranking = {
      positive: inOrder(outcome.actual),
      tied: Uint8Array.from(scores, (score, place) => (score === scores[place + 1] ? 1 : 0)),
    };
  }

  sum(weights: Uint16Array): GroupedSums {
    const { groups, ofRow, cells } = this;
    const sums = new Float64Array((groups + 1) * WIDTH);
    const counts = new Float64Array(groups * 8);
    for (let row = 0; row < cells.length; row++) counts[cells[row]!]! += weights[row]!;
    for (let cell = 0; cell < counts.length; cell++) addKind(sums, cell, counts[cell]!);
    for (const [place, values] of this.summed)
      for (let row = 0; row < values.length; row++) sums[ofRow[row]! * WIDTH + place]! += weights[row]! * values[row]!;
    const all = groups * WIDTH;
    for (let at = 0; at < all; at++) sums[all + (at % WIDTH)]! += sums[at]!;
    if (this.ranking) this.addRanking(sums, weights, this.ranking);
    return sums;
  }

  /** Walks down the scores once for all groups; rows that share a score count together, ties one half. */
  private addRanking(
    sums: GroupedSums,
    weights: Uint16Array,
    { positive, tied }: { readonly positive: Uint8Array; readonly tied: Uint8Array },
  ): void {
    const walk = new RankingWalk(sums, this.groups);
    let isTied = false;
    for (let row = 0; row < positive.length; row++) {
      const weight = weights[row]!;
      const group = this.ofRow[row]!;
      if (isTied || tied[row] === 1) {
        if (weight > 0) walk.addTied(group, weight, positive[row] === 1);
        isTied = tied[row] === 1;
        if (!isTied) walk.closeTie();
      } else if (weight > 0) walk.add(group, weight, positive[row] === 1);
    }
  }
}

/** Positives and negatives passed so far on the way down the scores, by group and, after the last, for all rows. */
class RankingWalk {
  private readonly positives: Float64Array;
  private readonly negatives: Float64Array;
  private readonly tiedPositives: Float64Array;
  private readonly tiedNegatives: Float64Array;
  private readonly tied = new Set<number>();

  constructor(
    private readonly sums: GroupedSums,
    private readonly all: number,
  ) {
    const counts = () => new Float64Array(all + 1);
    this.positives = counts();
    this.negatives = counts();
    this.tiedPositives = counts();
    this.tiedNegatives = counts();
  }

  /** Rows with a score of their own. */
  add(group: number, weight: number, isPositive: boolean): void {
    if (isPositive) {
      this.pass(group, weight, 0);
      this.pass(this.all, weight, 0);
    } else {
      this.pass(group, 0, weight);
      this.pass(this.all, 0, weight);
    }
  }

  addTied(group: number, weight: number, isPositive: boolean): void {
    const counts = isPositive ? this.tiedPositives : this.tiedNegatives;
    counts[group]! += weight;
    counts[this.all]! += weight;
    this.tied.add(group);
  }

  closeTie(): void {
    if (this.tied.size === 0) return;
    for (const group of [...this.tied, this.all]) {
      this.pass(group, this.tiedPositives[group]!, this.tiedNegatives[group]!);
      this.tiedPositives[group] = 0;
      this.tiedNegatives[group] = 0;
    }
    this.tied.clear();
  }

  private pass(group: number, positives: number, negatives: number): void {
    const at = group * WIDTH;
    const before = this.positives[group]!;
    this.sums[at + PLACE_OF_AREA]! += negatives * (before + positives / 2);
    this.positives[group] = before + positives;
    this.negatives[group]! += negatives;
    if (positives > 0) {
      const found = before + positives;
      this.sums[at + PLACE_OF_STEPS]! += (positives * found) / (found + this.negatives[group]!);
    }
  }
}

const PLACE_OF_AREA = PLACE.rankArea;
const PLACE_OF_STEPS = PLACE.precisionSteps;

/** Adds the rows of one cell (a group and a kind) to the counts they are part of. */
function addKind(sums: GroupedSums, cell: number, count: number): void {
  const at = (cell >> 3) * WIDTH;
  const kind = cell & 7;
  sums[at + PLACE.rows]! += count;
  for (const [bit, name] of KINDS.entries()) if ((kind >> bit) & 1) sums[at + PLACE[name]]! += count;
  if ((kind & 6) === 6) sums[at + PLACE.hits]! += count;
}

function kindsOf(rows: JudgedRows): Uint8Array {
  if (rows.task === 'regression') return new Uint8Array(rowsOf(rows));
  const { correct, outcome } = rows;
  return correct.map((right, row) => right + 2 * (outcome?.actual[row] ?? 0) + 4 * (outcome?.selected[row] ?? 0));
}

/** What is summed row by row; counts are told from the kinds of rows. */
function columnsOf(rows: JudgedRows): (readonly [SumName, Float64Array])[] {
  if (rows.task === 'regression') {
    const { actual, predicted } = rows;
    const error = predicted.map((value, row) => value - actual[row]!);
    // About the mean, so that the spread within a group is no small difference of large numbers.
    const mean = actual.reduce((total, value) => total + value, 0) / Math.max(1, actual.length);
    const centred = actual.map((value) => value - mean);
    return [
      ['error', error],
      ['absoluteError', error.map(Math.abs)],
      ['squaredError', error.map((value) => value * value)],
      ['actual', centred],
      ['squaredActual', centred.map((value) => value * value)],
    ];
  }
  const { logLoss, outcome } = rows;
  if (!outcome) return [['logLoss', logLoss]];
  const { score, actual } = outcome;
  return [
    ['logLoss', logLoss],
    ['score', score],
    ['squaredDistance', score.map((value, row) => (value - actual[row]!) ** 2)],
  ];
}
