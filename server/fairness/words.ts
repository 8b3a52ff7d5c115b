import type { Interval } from '../evaluation/interval';
import type { Extremes } from './compare-groups';
import type { MeasureDefinition } from './measures';
import { findSliceMetric, type SliceMetricName } from './slice-metrics';

/** Numbers and sentences of a report that a person reads, in the inspector, in a log and where a gate says no. */

/** 0.314 of a share is 31.4 %; other metrics keep three digits that count. */
export function metricWords(metric: SliceMetricName, value: number): string {
  return findSliceMetric(metric)!.share ? percent(value) : figure(value);
}

/** A gap of shares in percentage points. */
export const gapWords = (metric: SliceMetricName, value: number): string =>
  findSliceMetric(metric)!.share ? `${decimal(value * 100, 1)} points` : figure(value);

export function intervalWords(
  interval: Interval | undefined,
  level: number,
  write: (value: number) => string = figure,
): string {
  if (!interval || interval.lower === null) return interval ? `no interval: ${interval.reason}` : 'no interval';
  return `${Math.round(level * 1000) / 10} % interval ${write(interval.lower)} to ${write(interval.upper)}`;
}

const minus = (text: string): string => text.replace('-', '−');
const decimal = (value: number, digits: number): string => minus(value.toFixed(digits));
export const percent = (value: number): string => `${decimal(value * 100, 1)} %`;
const threeDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });
export const figure = (value: number): string => minus(threeDigits.format(value));

/** What happens to a row that a rate counts: “are decided “good””. */
function happens(metric: SliceMetricName, favourable: string): string {
  switch (metric) {
    case 'selection_rate':
      return `decided “${favourable}”`;
    case 'recall':
      return `decided “${favourable}” where that is true`;
    default:
      return `decided “${favourable}” where that is wrong`;
  }
}

export type Said = {
  readonly measure: MeasureDefinition;
  readonly value: number;
  readonly interval: Interval | undefined;
  readonly extremes: Extremes;
  readonly favourable: string | null;
  readonly level: number;
};

/** One sentence per measure: which groups, how they fare, by how much. */
export function sentenceOf(said: Said): string {
  // Names of columns stay as they are written, at the beginning of a sentence too.
  return writeSentence(said).replace(/^all (others|rows) /, 'All $1 ');
}

function writeSentence(said: Said): string {
  const { measure, extremes, favourable } = said;
  const { metric, lowest, highest } = extremes;
  if (favourable === null || !findSliceMetric(metric)!.share) return numbersSentence(said);
  const [low, high] = [percent(lowest.value), percent(highest.value)];
  const what = happens(metric, favourable);
  const between = intervalWords(said.interval, said.level, measure.kind === 'ratio' ? figure : points);
  if (lowest.value === highest.value) return `${lowest.group} and ${highest.group} are ${what} as often (${low}).`;
  if (measure.combine === 'mean' && measure.of.length > 1)
    return `The gaps in true and false positive rate are ${points(said.value)} on average; the larger one: ${lowest.group} are ${what} in ${low}, ${highest.group} in ${high} (${between}).`;
  if (measure.kind === 'ratio') {
    // Said of the group that fares otherwise than what it is compared with.
    if (measure.compares === 'reference' && said.value > 1)
      return `${highest.group} are ${what} ${figure(said.value)} times as often as ${lowest.group}: ${high} against ${low} (${between}).`;
    return `${lowest.group} are ${what} ${figure(said.value)} times as often as ${highest.group}: ${low} against ${high} (${between}).`;
  }
  return `${lowest.group} are ${what} in ${low}, ${highest.group} in ${high}: ${points(Math.abs(said.value))} apart (${between}).`;
}

const points = (value: number): string => `${decimal(value * 100, 1)} points`;

function numbersSentence({ measure, value, interval, extremes, level }: Said): string {
  const { metric, lowest, highest } = extremes;
  const title = findSliceMetric(metric)!.title;
  const between = intervalWords(interval, level);
  const gap = measure.kind === 'ratio' ? `${figure(value)} times` : `${figure(Math.abs(value))} apart`;
  return `${title} is ${figure(lowest.value)} for ${lowest.group} and ${figure(highest.value)} for ${highest.group}: ${gap} (${between}).`;
}
