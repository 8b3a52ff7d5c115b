import { percentileInterval } from '../evaluation/bootstrap';
import { twoSidedTail, wilsonInterval } from '../evaluation/interval';
import { toOverall } from './compare-groups';
import type { Difference, Estimate } from './report';
import { adjustPValues, sameShareP } from './share-intervals';
import { findSliceMetric, type SliceMetricName, type Sums } from './slice-metrics';
import { metricOf, type SampledSums, type SliceSums, shareOf } from './slice-sums';
import { restOf } from './sum-rows';

/** A metric with its interval: Wilson's for shares of rows, the bootstrap's percentiles for all others. */
export function estimate(
  metric: SliceMetricName,
  sums: Sums,
  resampled: (() => Float64Array) | undefined,
  level: number,
): Estimate {
  const { undefinedBecause } = findSliceMetric(metric)!;
  const value = metricOf(metric, sums);
  const share = shareOf(metric, sums);
  const of = share ? share.rows : sums.rows;
  if (!Number.isFinite(value)) return { value: null, reason: undefinedBecause, of };
  if (share) return { value, interval: wilsonInterval(share.hits, share.rows, level), of };
  return { value, ...(resampled ? { interval: percentileInterval(resampled(), value, level) } : {}), of };
}

/** The groups' metrics; small ones have them too, for people to see how little they say. */
export function estimateGroups(
  { actual, resamples }: SampledSums,
  metrics: readonly SliceMetricName[],
  level: number,
): Partial<Record<SliceMetricName, Estimate>>[] {
  return actual.groups.map((sums, group) =>
    Object.fromEntries(
      metrics.map((metric) => {
        const resampled = () => Float64Array.from(resamples, (one) => metricOf(metric, one.groups[group]!));
        return [metric, estimate(metric, sums, resampled, level)] as const;
      }),
    ),
  );
}

/** How far each large group lies from all rows, with p values corrected for their number. */
export function differences(
  sampled: SampledSums,
  metrics: readonly SliceMetricName[],
  isSmall: readonly boolean[],
  level: number,
): Partial<Record<SliceMetricName, Difference>>[] {
  const found: { group: number; metric: SliceMetricName; difference: Omit<Difference, 'adjusted' | 'significant'> }[] =
    [];
  for (const group of sampled.actual.groups.keys()) {
    if (isSmall[group] || sampled.actual.groups.length < 2) continue;
    for (const metric of metrics)
      found.push({ group, metric, difference: differenceOf(sampled, group, metric, level) });
  }
  const adjusted = adjustPValues(found.map(({ difference }) => difference.p));
  const byGroup: Partial<Record<SliceMetricName, Difference>>[] = sampled.actual.groups.map(() => ({}));
  for (const [at, { group, metric, difference }] of found.entries()) {
    const p = adjusted[at] ?? null;
    byGroup[group]![metric] = { ...difference, adjusted: p, significant: p !== null && p <= 1 - level };
  }
  return byGroup;
}

function differenceOf(
  { actual, resamples }: SampledSums,
  group: number,
  metric: SliceMetricName,
  level: number,
): Omit<Difference, 'adjusted' | 'significant'> {
  const less = ({ groups, all }: SliceSums) => metricOf(metric, groups[group]!) - metricOf(metric, all);
  const value = less(actual);
  if (!Number.isFinite(value)) return { value: null, p: null };
  const own = shareOf(metric, actual.groups[group]!);
  const rest = shareOf(metric, restOf(actual.all, actual.groups[group]!));
  if (own && rest) {
    if (rest.rows === 0) return { value, p: null };
    const { lower, upper } = toOverall({ group: own, rest }, level);
    return { value, interval: { lower, upper, method: 'wilson' }, p: sameShareP(own, rest) };
  }
  const resampled = Float64Array.from(resamples, less);
  const deviation = deviationOf(resampled);
  return {
    value,
    interval: percentileInterval(resampled, value, level),
    p: deviation > 0 ? twoSidedTail(Math.abs(value) / deviation) : null,
  };
}

/** Standard deviation of the values that are numbers; 0 for fewer than two. */
function deviationOf(values: Float64Array): number {
  const known = values.filter(Number.isFinite);
  if (known.length < 2) return 0;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  return Math.sqrt(known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (known.length - 1));
}
