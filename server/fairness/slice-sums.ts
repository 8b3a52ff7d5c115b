import { affordableResamples } from '../evaluation/bootstrap';
import type { Grouping } from './group-rows';
import { type JudgedRows, rowsOf } from './judged-rows';
import type { Share } from './share-intervals';
import { findSliceMetric, type SliceMetricName, type Sums } from './slice-metrics';
import { StratifiedBootstrap } from './stratified-bootstrap';
import { RowSummer, sumsOf } from './sum-rows';

/** One drawing of the rows of a slice: the groups' sums, and those of all rows. */
export type SliceSums = { groups: Sums[]; all: Sums };

/** A slice's sums as they are, and in every resample. */
export type SampledSums = { actual: SliceSums; resamples: readonly SliceSums[] };

export type Resampling = { resamples: number; level: number; seed: number };

export function sampleSums(
  rows: JudgedRows,
  { ofRow, groups }: Grouping,
  metrics: readonly SliceMetricName[],
  { resamples, seed }: Resampling,
): SampledSums {
  const wanted = new Set(metrics.flatMap((metric) => findSliceMetric(metric)!.needs ?? []));
  const summer = new RowSummer(rows, ofRow, groups.length, wanted);
  const read = (weights: Uint16Array): SliceSums => {
    const sums = summer.sum(weights);
    return { groups: groups.map((_, group) => sumsOf(sums, group)), all: sumsOf(sums, groups.length) };
  };
  const bootstrap = new StratifiedBootstrap(summer.ofRow, groups.length, seed);
  const times = affordableResamples(resamples, rowsOf(rows) * 2);
  return {
    actual: read(new Uint16Array(rowsOf(rows)).fill(1)),
    resamples: Array.from({ length: times }, () => read(bootstrap.draw())),
  };
}

export const metricOf = (metric: SliceMetricName, sums: Sums): number => findSliceMetric(metric)!.of(sums);

/** Its counts, where the metric is a share of rows. */
export function shareOf(metric: SliceMetricName, sums: Sums): Share | undefined {
  const share = findSliceMetric(metric)!.share;
  return share && { hits: share.hits(sums), rows: share.rows(sums) };
}
