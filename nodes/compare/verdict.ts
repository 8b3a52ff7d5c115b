import type { PairedMetric } from '@/server/evaluation';
import type { ComparisonReport } from './comparison-report';
import type { Config } from './definition';

type Decided = ComparisonReport['decidedBy'];

const ASKED = {
  none: 'nothing in particular',
  better: 'be better',
  'surely-better': 'be better beyond chance',
  'not-worse': 'not be much worse',
} as const;

/** Whether the challenger is what was asked for, in a sentence with the numbers. What is undefined does not pass. */
export function verdictOn(
  { ask, margin, confidence }: Pick<Config, 'ask' | 'margin' | 'confidence'>,
  { title, direction }: Decided,
  { difference, interval, first, second }: Pick<PairedMetric, 'difference' | 'interval' | 'first' | 'second'>,
  rows: number,
): ComparisonReport['verdict'] {
  const asked = ASKED[ask] + (ask === 'not-worse' ? ` (by ${margin} at most)` : '');
  if (difference === null) {
    const why = (first.value === null ? first.reason : second.reason) ?? 'one of them is undefined';
    return { passed: ask === 'none', asked, reason: `${title} cannot be compared: ${why}.` };
  }
  // From here on, positive is better for the challenger.
  const sign = direction === 'higher' ? 1 : -1;
  const gain = sign * difference;
  const isKnown = interval !== undefined && interval.lower !== null;
  const worst = isKnown ? Math.min(sign * interval.lower, sign * interval.upper) : null;
  const range = isKnown ? ` (${confidence} % interval ${figure(interval.lower)} to ${figure(interval.upper)})` : '';
  const told = `${title} of the challenger is ${figure(second.value!)}, of the champion ${figure(first.value!)}: a difference of ${figure(difference)}${range} on ${rows.toLocaleString('en')} rows`;
  switch (ask) {
    case 'none':
      return { passed: true, asked, reason: `${told}.` };
    case 'better':
      return gain > 0
        ? { passed: true, asked, reason: `${told}, which is better.` }
        : { passed: false, asked, reason: `${told}, which is not better.` };
    case 'surely-better':
      return worst !== null && worst > 0
        ? { passed: true, asked, reason: `${told}, which is better beyond chance.` }
        : { passed: false, asked, reason: `${told}, which may be chance.` };
    case 'not-worse':
      return worst !== null && worst > -margin
        ? { passed: true, asked, reason: `${told}; it is not worse by more than ${margin}.` }
        : { passed: false, asked, reason: `${told}; that it is worse by more than ${margin} is not excluded.` };
  }
}

const figure = (value: number): string => String(Number(value.toPrecision(4))).replace('-', '−');
