import { differences, estimate, estimateGroups } from './estimate-groups';
import { type Grouping, GroupingError } from './group-rows';
import { type JudgedRows, rowsOf, sliceTaskOf } from './judged-rows';
import { comparedMetrics, measureSlice } from './measure-slice';
import type { GroupReport, SliceReport, SlicesReport } from './report';
import { findSliceMetric, type SliceMetric, type SliceMetricName, STANDARD_METRICS } from './slice-metrics';
import { metricOf, type Resampling, type SampledSums, sampleSums } from './slice-sums';

/** Rows that have a group each, and what to do with the groups. */
export type Slice = {
  grouping: Grouping;
  fairness: boolean;
  /** The value (or name) of the group that the others are compared with. */
  reference?: string | undefined;
};

export type SlicesInput = Resampling & {
  rows: JudgedRows;
  slices: readonly Slice[];
  /** Empty: the standard ones of the task. Those of another task are left out. */
  metrics: readonly SliceMetricName[];
  /** Metrics that gates look at, besides those. */
  gated?: readonly SliceMetricName[];
  /** Groups with fewer rows are shown, and left out of measures and tests. */
  minimumRows: number;
  progress?: (done: number, total: number) => void;
};

/** Judges every slice by itself. Plain JSON out; throws a GroupingError for a reference that is no group. */
export function judgeSlices(input: SlicesInput): SlicesReport {
  const { rows, slices, level, minimumRows } = input;
  const task = sliceTaskOf(rows);
  const ofTask = (names: readonly SliceMetricName[]) =>
    names.filter((name) => {
      const metric: SliceMetric = findSliceMetric(name)!;
      return metric.tasks.includes(task);
    });
  const asked = ofTask(input.metrics);
  const shown = asked.length > 0 ? asked : STANDARD_METRICS[task];
  const metrics = [...new Set([...shown, ...ofTask(input.gated ?? [])])];
  const judged: SliceReport[] = [];
  let overall: SlicesReport['overall'] = {};
  for (const slice of slices) {
    const summed = [...metrics, ...(slice.fairness ? comparedMetrics(task) : [])];
    const sampled = sampleSums(rows, slice.grouping, summed, input);
    if (judged.length === 0) overall = ofAllRows(metrics, sampled, level);
    judged.push(judgeSlice(slice, metrics, sampled, input));
    input.progress?.(judged.length, slices.length);
  }
  return {
    task: rows.task,
    rows: rowsOf(rows),
    favourable: rows.task === 'classification' ? (rows.outcome?.favourable ?? null) : null,
    level,
    minimumRows,
    metrics,
    overall,
    slices: judged,
  };
}

function judgeSlice(
  { grouping, fairness, reference }: Slice,
  metrics: readonly SliceMetricName[],
  sampled: SampledSums,
  input: SlicesInput,
): SliceReport {
  const { rows, level, minimumRows } = input;
  const { columns, groups } = grouping;
  const place = reference === undefined ? null : findReference(grouping, reference);
  const counts = sampled.actual.groups.map((sums) => sums.rows);
  const isSmall = counts.map((count) => count < minimumRows);
  const estimates = estimateGroups(sampled, metrics, level);
  const distances = differences(sampled, metrics, isSmall, level);
  const task = sliceTaskOf(rows);
  const names = groups.map(({ name }) => name);
  const favourable = rows.task === 'classification' ? (rows.outcome?.favourable ?? null) : null;
  return {
    columns: [...columns],
    fairness,
    reference: place === null ? null : names[place]!,
    groups: groups.map(
      ({ name, values }, group): GroupReport => ({
        name,
        values: [...values],
        rows: counts[group]!,
        share: counts[group]! / rowsOf(rows),
        small: isSmall[group]!,
        metrics: estimates[group]!,
        differences: distances[group]!,
      }),
    ),
    measures: fairness
      ? measureSlice({ sampled, names, isSmall, minimumRows, reference: place, favourable, level }, task)
      : [],
    resamples: sampled.resamples.length,
    notes: notesOn(groups, isSmall, fairness && task === 'classes'),
  };
}

function findReference({ columns, groups }: Grouping, reference: string): number {
  // A bin may be typed with the hyphen of a keyboard.
  const typed = reference.replace(/(?<=\d)\s*-\s*(?=\d)/, '–');
  const place = groups.findIndex(({ name, values }) =>
    [name, values.join(', ')].some((one) => one === reference || one === typed),
  );
  if (place >= 0) return place;
  const known = groups.slice(0, 6).map(({ values }) => `“${values.join(', ')}”`);
  throw new GroupingError(
    `${columns.join(' × ')} has no group “${reference}” to compare the others with.`,
    `Its groups are ${known.join(', ')}${groups.length > 6 ? ` and ${groups.length - 6} more` : ''}.`,
  );
}

function notesOn(groups: Grouping['groups'], isSmall: readonly boolean[], lacksOutcome: boolean): string[] {
  const large = isSmall.filter((small) => !small).length;
  return [
    ...(groups.length === 1
      ? [`All rows are of one group, ${groups[0]!.name}: there is nothing to compare it with.`]
      : []),
    ...(groups.length > 1 && large < 2 ? ['Fewer than two groups have enough rows to be compared.'] : []),
    ...(lacksOutcome
      ? ['There are more than two classes: choose the favourable one, and the rest counts as not selected.']
      : []),
  ];
}

/** The metrics of all rows, as the resamples of a slice say. */
function ofAllRows(
  metrics: readonly SliceMetricName[],
  { actual, resamples }: SampledSums,
  level: number,
): SlicesReport['overall'] {
  return Object.fromEntries(
    metrics.map((metric) => {
      const resampled = () => Float64Array.from(resamples, (one) => metricOf(metric, one.all));
      return [metric, estimate(metric, actual.all, resampled, level)];
    }),
  );
}
