import { percentileInterval } from '../evaluation/bootstrap';
import type { Interval } from '../evaluation/interval';
import { type Compared, compareValues, differenceFromShares, type Extremes, measureValue } from './compare-groups';
import { type MeasureDefinition, measures } from './measures';
import type { MeasureReport } from './report';
import { findSliceMetric, type SliceMetricName, type SliceTask } from './slice-metrics';
import { metricOf, type SampledSums, type SliceSums, shareOf } from './slice-sums';
import { restOf } from './sum-rows';
import { sentenceOf } from './words';

export type MeasuredSlice = {
  sampled: SampledSums;
  names: readonly string[];
  isSmall: readonly boolean[];
  minimumRows: number;
  /** Index of the group the others are compared with. */
  reference: number | null;
  favourable: string | null;
  level: number;
};

/** Every measure of the task; those against a reference only where one was chosen. */
export function measureSlice(slice: MeasuredSlice, task: SliceTask): MeasureReport[] {
  const resampled = slice.sampled.resamples.map((one) => comparedIn(slice, one));
  return measures
    .filter((measure: MeasureDefinition) => measure.tasks.includes(task))
    .filter((measure) => measure.compares !== 'reference' || slice.reference !== null)
    .map((measure) => measureOne(slice, measure, resampled));
}

/** The metrics that the measures of a task compare. */
export const comparedMetrics = (task: SliceTask): SliceMetricName[] =>
  measures.filter((measure: MeasureDefinition) => measure.tasks.includes(task)).flatMap(({ of }) => [...of]);

/** The groups by a metric, in one drawing of the rows. */
type Drawing = (metric: SliceMetricName) => Compared;

function measureOne(
  slice: MeasuredSlice,
  measure: (typeof measures)[number],
  resampled: readonly Drawing[],
): MeasureReport {
  const { sampled, level, favourable } = slice;
  const definition: MeasureDefinition = measure;
  const value = measureValue(definition, comparedIn(slice, sampled.actual));
  const base = {
    name: measure.name,
    title: measure.title,
    equal: definition.kind === 'ratio' ? (1 as const) : (0 as const),
    excluded: excludedFrom(slice, definition),
  };
  if (!Number.isFinite(value)) {
    const reason = whyUndefined(slice, definition);
    return { ...base, value: null, reason, sentence: `${measure.title} is undefined: ${reason}.` };
  }
  const interval = intervalOf(slice, definition, value, resampled);
  const extremes = extremesOf(slice, definition);
  const sentence = sentenceOf({ measure: definition, value, interval, extremes, favourable, level });
  return { ...base, value, interval, extremes, sentence };
}

/** The groups' metrics in one drawing of the rows, worked out once; a group too small is NaN, as one that lacks the rows. */
function comparedIn({ isSmall, reference }: MeasuredSlice, { groups, all }: SliceSums): Drawing {
  const known = new Map<SliceMetricName, Compared>();
  const own = reference === null || isSmall[reference] || groups.length < 2 ? undefined : groups[reference];
  const others = own && restOf(all, own);
  return (metric) => {
    const before = known.get(metric);
    if (before) return before;
    const compared: Compared = {
      values: groups.map((sums, group) => (isSmall[group] ? Number.NaN : metricOf(metric, sums))),
      overall: metricOf(metric, all),
      ...(own && others ? { against: { reference: metricOf(metric, own), others: metricOf(metric, others) } } : {}),
    };
    known.set(metric, compared);
    return compared;
  };
}

/**
 * The bootstrap's percentiles, and for differences of shares no narrower than the score intervals of the counts: of two
 * rows that were both found, a resample never sees one that was missed.
 */
function intervalOf(
  slice: MeasuredSlice,
  definition: MeasureDefinition,
  value: number,
  drawings: readonly Drawing[],
): Interval {
  const { sampled, level, isSmall, reference } = slice;
  const resampled = Float64Array.from(drawings, (drawing) => measureValue(definition, drawing));
  const drawn = percentileInterval(resampled, value, level);
  const { groups, all } = sampled.actual;
  const bounds = differenceFromShares(
    definition,
    (metric) => {
      if (!findSliceMetric(metric)!.share) return undefined;
      const share = (sums: (typeof groups)[number]) => shareOf(metric, sums)!;
      return {
        groups: groups.flatMap((sums, group) =>
          isSmall[group] ? [] : [{ group: share(sums), rest: share(restOf(all, sums)) }],
        ),
        ...(reference === null
          ? {}
          : { against: { reference: share(groups[reference]!), others: share(restOf(all, groups[reference]!)) } }),
      };
    },
    level,
  );
  if (!bounds) return drawn;
  if (drawn.lower === null) return { lower: bounds.lower, upper: bounds.upper, method: 'wilson' };
  return {
    lower: Math.min(drawn.lower, bounds.lower),
    upper: Math.max(drawn.upper, bounds.upper),
    method: drawn.method,
  };
}

/** The groups that make the measure what it is, by the metric that decides it. */
function extremesOf(slice: MeasuredSlice, { of, compares, kind, combine }: MeasureDefinition): Extremes {
  const compared = comparedIn(slice, slice.sampled.actual);
  const sizes = of.map((metric) => Math.abs(compareValues(compared(metric), compares, kind)));
  const decides = of[sizes.indexOf(combine === 'smallest' ? Math.min(...sizes) : Math.max(...sizes))]!;
  const { values, overall, against } = compared(decides);
  const { names, reference } = slice;
  const sorted = (a: Extremes['lowest'], b: Extremes['lowest']): Extremes =>
    a.value <= b.value ? { metric: decides, lowest: a, highest: b } : { metric: decides, lowest: b, highest: a };
  if (compares === 'reference' && against && reference !== null) {
    const others = names.filter((_, group) => group !== reference);
    return sorted(
      { group: others.length === 1 ? others[0]! : 'all others', value: against.others },
      { group: names[reference]!, value: against.reference },
    );
  }
  const known = values.flatMap((value, group) => (Number.isNaN(value) ? [] : [{ group: names[group]!, value }]));
  known.sort((a, b) => a.value - b.value);
  const [lowest, highest] = [known[0]!, known.at(-1)!];
  if (compares === 'groups') return { metric: decides, lowest, highest };
  const all = { group: 'all rows', value: overall };
  const below = kind === 'difference' ? overall - lowest.value : overall / lowest.value;
  const above = kind === 'difference' ? highest.value - overall : highest.value / overall;
  return sorted(above > below ? highest : lowest, all);
}

function excludedFrom(
  { sampled, names, isSmall, minimumRows }: MeasuredSlice,
  { of, compares }: MeasureDefinition,
): { group: string; why: string }[] {
  if (compares === 'reference') return [];
  return sampled.actual.groups.flatMap((sums, group) => {
    if (isSmall[group]) return [{ group: names[group]!, why: `${sums.rows} rows, fewer than ${minimumRows}` }];
    const lacking = of.find((metric) => Number.isNaN(metricOf(metric, sums)));
    if (lacking === undefined) return [];
    const { title, undefinedBecause } = findSliceMetric(lacking)!;
    return [{ group: names[group]!, why: `${undefinedBecause}, so its ${lowerCase(title)} is undefined` }];
  });
}

function whyUndefined(slice: MeasuredSlice, { of, compares, kind }: MeasureDefinition): string {
  const { names, isSmall, minimumRows, reference, sampled } = slice;
  const large = names.filter((_, group) => !isSmall[group]);
  if (compares === 'reference') {
    if (reference !== null && isSmall[reference])
      return `${names[reference]} has ${sampled.actual.groups[reference]!.rows} rows, fewer than ${minimumRows}`;
    if (names.length < 2) return 'there is no other group';
  } else if (large.length < 2) {
    return large.length === 0
      ? `no group has ${minimumRows} rows`
      : `${large[0]} is the only group of at least ${minimumRows} rows`;
  }
  const compared = comparedIn(slice, sampled.actual);
  for (const metric of of) {
    const { values, against } = compared(metric);
    const title = lowerCase(findSliceMetric(metric)!.title);
    const known = compares === 'reference' ? [against?.reference, against?.others] : values;
    const count = known.filter((value) => value !== undefined && !Number.isNaN(value)).length;
    if (count < 2)
      return `a ${title} is known of ${count === 0 ? 'no group' : 'one group only'}: ${findSliceMetric(metric)!.undefinedBecause} in the others`;
    if (kind === 'ratio' && Number.isNaN(compareValues(compared(metric), compares, kind)))
      return compares === 'reference'
        ? `the ${title} of ${names[reference!]} is 0, and nothing can be divided by it`
        : `the ${title} is 0 in every group, and 0/0 says nothing`;
  }
  return 'its parts are too large to be numbers';
}

const lowerCase = (title: string): string => `${title[0]!.toLowerCase()}${title.slice(1)}`;
