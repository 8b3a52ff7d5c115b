import type { Breather } from './breather';
import type { Task, TrainingData } from './training-data';

/** How well one feature by itself tells the target. */
export interface FeatureScore {
  /** Index among the features. */
  readonly feature: number;
  /** Area under the ROC curve (several classes: each against the rest, weighted by its rows), or R². */
  readonly measure: 'auc' | 'r2';
  readonly value: number;
}

/** From here on a feature by itself (almost) tells the target. */
export const TELLS_TARGET = { auc: 0.99, r2: 0.99 } as const;

const FEWEST_ROWS = 30;
const FEWEST_OF_A_CLASS = 10;
/** More rows say nothing new; fewer of a wide table, since every feature is looked at. */
const MOST_ROWS = 20_000;
const MOST_CELLS = 1_000_000;
const MOST_BINS = 256;
/** Enough to say whether a feature tells the classes. */
const MOST_CLASSES = 10;

/**
 * Scores every feature alone on the training rows: the means of its bins (or categories) in one half of the rows foretell
 * the other half, so that a column of names tells nothing. A number's ranks count too: a copy with a long tail is no less
 * a copy. Empty where there are too few rows to say anything. Takes evenly spaced rows when there are many.
 */
export async function scoreSingleFeatures(data: TrainingData, task: Task, breather: Breather): Promise<FeatureScore[]> {
  const rows = sampleRows(data.rowCount, data.columns.length);
  if (rows.length < FEWEST_ROWS) return [];
  const target = Float64Array.from(rows, (row) => data.target[row]!);
  const measured = task === 'regression' ? [target] : classIndicators(target, data.classes!.length);
  const ranks = task === 'regression' ? ranksOf(target) : undefined;
  const scores: FeatureScore[] = [];
  for (const [feature, column] of data.columns.entries()) {
    await breather.breathe();
    const values = Float64Array.from(rows, (row) => column[row]!);
    const bins = data.categories?.has(feature) ? codesOf(values) : binsOf(values);
    if (ranks) {
      const value = Math.max(crossR2(bins, target), data.categories?.has(feature) ? 0 : rankR2(values, ranks));
      scores.push({ feature, measure: 'r2', value });
    } else scores.push({ feature, measure: 'auc', value: areaOf(bins, measured) });
  }
  return scores;
}

function areaOf(bins: Int32Array, indicators: readonly Float64Array[]): number {
  const rows = indicators.map(sumOf);
  const all = rows.reduce((sum, own) => sum + own, 0);
  return all === 0 ? 0.5 : indicators.reduce((sum, own, at) => sum + crossArea(bins, own) * rows[at]!, 0) / all;
}

function sampleRows(rowCount: number, features: number): Int32Array {
  const count = Math.min(rowCount, Math.max(1000, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / features))));
  return Int32Array.from({ length: count }, (_, at) => Math.floor((at * rowCount) / count));
}

/** 1 where the row is of the class; for two classes the second says all. Rare classes say too little. */
function classIndicators(target: Float64Array, classes: number): Float64Array[] {
  const indicators = Array.from({ length: classes }, (_, wanted) => target.map((value) => (value === wanted ? 1 : 0)));
  const told = classes === 2 ? indicators.slice(1) : indicators;
  return told
    .filter((own) => Math.min(sumOf(own), own.length - sumOf(own)) >= FEWEST_OF_A_CLASS)
    .sort((a, b) => sumOf(b) - sumOf(a))
    .slice(0, MOST_CLASSES);
}

/** Bins of about equally many rows; equal values share one, missing values have one of their own. */
function binsOf(values: Float64Array): Int32Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const wanted = Math.min(MOST_BINS - 1, Math.max(2, Math.floor(sorted.length / 10)));
  const edges = new Set<number>();
  for (let bin = 1; bin < wanted; bin++) edges.add(sorted[Math.floor((bin * sorted.length) / wanted)]!);
  const rising = Float64Array.from(edges).sort();
  return Int32Array.from(values, (value) => (Number.isNaN(value) ? 0 : 1 + countBelow(rising, value)));
}

const codesOf = (codes: Float64Array): Int32Array =>
  Int32Array.from(codes, (code) => (Number.isNaN(code) ? 0 : code + 1));

/** How many edges are at or below the value. */
function countBelow(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of the target by bin, for the even and for the odd rows. */
function halves(bins: Int32Array, target: Float64Array) {
  const size = bins.reduce((most, bin) => Math.max(most, bin), 0) + 1;
  const sums = [new Float64Array(size), new Float64Array(size)] as const;
  const counts = [new Float64Array(size), new Float64Array(size)] as const;
  for (let at = 0; at < bins.length; at++) {
    const half = at % 2;
    sums[half]![bins[at]!]! += target[at]!;
    counts[half]![bins[at]!]! += 1;
  }
  return { size, sums, counts };
}

/** What the other half's bin says of the rows of a half; its mean where it has no such row. */
function foretold({ sums, counts }: ReturnType<typeof halves>, half: number): Float64Array {
  const other = 1 - half;
  const mean = sumOf(sums[other]!) / sumOf(counts[other]!);
  return sums[other]!.map((sum, bin) => (counts[other]![bin]! > 0 ? sum / counts[other]![bin]! : mean));
}

function crossR2(bins: Int32Array, target: Float64Array): number {
  const parts = halves(bins, target);
  const means = [0, 1].map((half) => foretold(parts, half));
  const mean = sumOf(target) / target.length;
  let [left, all] = [0, 0];
  for (let at = 0; at < target.length; at++) {
    left += (target[at]! - means[at % 2]![bins[at]!]!) ** 2;
    all += (target[at]! - mean) ** 2;
  }
  return all === 0 ? 0 : Math.max(0, 1 - left / all);
}

/** Area under the ROC curve within each half, by what the other foretells, ties counting half; the mean of the two. */
function crossArea(bins: Int32Array, indicator: Float64Array): number {
  const parts = halves(bins, indicator);
  const areas = [0, 1].map((half) => {
    const said = foretold(parts, half);
    const positives = parts.sums[half]!;
    const negatives = parts.counts[half]!.map((count, bin) => count - positives[bin]!);
    const order = Array.from({ length: parts.size }, (_, bin) => bin).sort((a, b) => said[a]! - said[b]!);
    let [below, area] = [0, 0];
    for (let start = 0; start < order.length; ) {
      let [end, ups, downs] = [start, 0, 0];
      while (end < order.length && said[order[end]!] === said[order[start]!]) {
        ups += positives[order[end]!]!;
        downs += negatives[order[end]!]!;
        end++;
      }
      area += ups * (below + downs / 2);
      below += downs;
      start = end;
    }
    const pairs = sumOf(positives) * below;
    return pairs === 0 ? 0.5 : area / pairs;
  });
  return (areas[0]! + areas[1]!) / 2;
}

/** Spearman's correlation squared, of the rows where the value is there, times their share. */
function rankR2(values: Float64Array, targetRanks: Float64Array): number {
  const there = Array.from(values.keys()).filter((at) => !Number.isNaN(values[at]!));
  if (there.length < FEWEST_ROWS) return 0;
  const ranks = ranksOf(Float64Array.from(there, (at) => values[at]!));
  const correlation = correlate(
    ranks,
    Float64Array.from(there, (at) => targetRanks[at]!),
  );
  return (correlation ** 2 * there.length) / values.length;
}

/** Ranks from 0, equal values at their middle. */
function ranksOf(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let at = start; at < end; at++) ranks[order[at]!] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

function correlate(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [sumOf(a) / a.length, sumOf(b) / b.length];
  let [ab, aa, bb] = [0, 0, 0];
  for (let at = 0; at < a.length; at++) {
    const [x, y] = [a[at]! - meanA, b[at]! - meanB];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
