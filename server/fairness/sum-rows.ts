import { rowsByFallingValue } from '../evaluation/order-rows';
import { type JudgedRows, rowsOf } from './judged-rows';
import { SUMS, type SumName, type Sums } from './slice-metrics';

/** By group, the groups' sums and then those of all rows: (groups + 1) × SUMS, row-major. */
export type GroupedSums = Float64Array;

const WIDTH = SUMS.length;
const PLACE = Object.fromEntries(SUMS.map((name, place) => [name, place])) as Readonly<Record<SumName, number>>;

/** The sums of one group; the group after the last is all rows. */
export function sumsOf(sums: GroupedSums, group: number): Sums {
  return Object.fromEntries(SUMS.map((name, place) => [name, sums[group * WIDTH + place]!])) as Sums;
}

/** The sums of several groups together. What a ranking adds is not a sum over groups, and is left at 0. */
export function pooledSums(all: readonly Sums[]): Sums {
  const pooled = Object.fromEntries(SUMS.map((name) => [name, 0])) as Sums;
  for (const sums of all) for (const name of SUMS) pooled[name] += sums[name];
  return { ...pooled, rankArea: 0, precisionSteps: 0 };
}

/** Sums rows by group, as often as their weights say: once for the values, then for every resample. */
export class RowSummer {
  private readonly summed: readonly (readonly [place: number, values: Uint8Array | Float64Array])[];
  private readonly ranking: Ranking | undefined;

  constructor(
    rows: JudgedRows,
    private readonly ofRow: Int32Array,
    private readonly groups: number,
    { ranks }: { readonly ranks: boolean },
  ) {
    this.summed = summedColumns(rows);
    this.ranking = ranks && rows.task === 'classification' && rows.outcome ? rankOf(rows.outcome) : undefined;
  }

  sum(weights: Uint16Array | Uint8Array): GroupedSums {
    const sums = new Float64Array((this.groups + 1) * WIDTH);
    for (const [place, values] of this.summed) this.add(sums, place, values, weights);
    const all = this.groups * WIDTH;
    for (let at = 0; at < all; at++) sums[all + (at % WIDTH)]! += sums[at]!;
    if (this.ranking) this.addRanking(sums, this.ranking, weights);
    return sums;
  }

  private add(sums: GroupedSums, place: number, values: Uint8Array | Float64Array, weights: ArrayLike<number>): void {
    const { ofRow } = this;
    for (let row = 0; row < ofRow.length; row++) sums[ofRow[row]! * WIDTH + place]! += weights[row]! * values[row]!;
  }

  /** Walks down the scores once for all groups; rows that share a score count together, ties one half. */
  private addRanking(sums: GroupedSums, { order, positive, endsTie }: Ranking, weights: ArrayLike<number>): void {
    const all = this.groups;
    const state = {
      tp: new Float64Array(all + 1),
      fp: new Float64Array(all + 1),
      tiedTp: new Float64Array(all + 1),
      tiedFp: new Float64Array(all + 1),
    };
    const tied = new Set<number>();
    const close = (group: number) => {
      const [tp, fp] = [state.tiedTp[group]!, state.tiedFp[group]!];
      sums[group * WIDTH + PLACE.rankArea]! += fp * (state.tp[group]! + tp / 2);
      state.tp[group]! += tp;
      state.fp[group]! += fp;
      if (tp > 0)
        sums[group * WIDTH + PLACE.precisionSteps]! += (tp * state.tp[group]!) / (state.tp[group]! + state.fp[group]!);
      state.tiedTp[group] = 0;
      state.tiedFp[group] = 0;
    };
    for (let place = 0; place < order.length; place++) {
      const row = order[place]!;
      const weight = weights[row]!;
      const group = this.ofRow[row]!;
      if (weight > 0) {
        const counts = positive[place] === 1 ? state.tiedTp : state.tiedFp;
        counts[group]! += weight;
        counts[all]! += weight;
        if (tied.size > 0 || endsTie[place] === 0) tied.add(group);
      }
      if (endsTie[place] === 0) continue;
      if (tied.size === 0) close(group);
      else {
        for (const each of tied) close(each);
        tied.clear();
      }
      close(all);
    }
  }
}

type Ranking = { order: Int32Array; positive: Uint8Array; endsTie: Uint8Array };

function rankOf({ actual, score }: { actual: Uint8Array; score: Float64Array }): Ranking {
  const order = rowsByFallingValue(score);
  return {
    order,
    positive: Uint8Array.from(order, (row) => actual[row]!),
    endsTie: Uint8Array.from(order, (row, place) =>
      place + 1 === order.length || score[order[place + 1]!] !== score[row] ? 1 : 0,
    ),
  };
}

/** The columns that are summed as they are. */
function summedColumns(rows: JudgedRows): (readonly [number, Uint8Array | Float64Array])[] {
  const columns: Partial<Record<SumName, Uint8Array | Float64Array>> = { rows: new Uint8Array(rowsOf(rows)).fill(1) };
  if (rows.task === 'regression') {
    const { actual, predicted } = rows;
    const error = predicted.map((value, row) => value - actual[row]!);
    // Round the mean, so that the spread within a group is no small difference of large numbers.
    const mean = actual.reduce((total, value) => total + value, 0) / Math.max(1, actual.length);
    const centred = actual.map((value) => value - mean);
    Object.assign(columns, {
      error,
      absoluteError: error.map(Math.abs),
      squaredError: error.map((value) => value * value),
      actual: centred,
      squaredActual: centred.map((value) => value * value),
    });
  } else {
    Object.assign(columns, { correct: rows.correct, logLoss: rows.logLoss });
    if (rows.outcome) {
      const { actual, selected, score } = rows.outcome;
      Object.assign(columns, {
        positives: actual,
        selected,
        hits: actual.map((one, row) => one & selected[row]!),
        score,
        squaredDistance: score.map((value, row) => (value - actual[row]!) ** 2),
      });
    }
  }
  return SUMS.flatMap((name) => (columns[name] ? [[PLACE[name], columns[name]] as const] : []));
}
