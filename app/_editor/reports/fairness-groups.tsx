'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { classNames } from '@/app/_ui/class-names';
import { formatShare } from '@/app/_ui/figures';
import type { Difference, Estimate, GroupReport, SliceReport } from '@/server/fairness/report';
import { findSliceMetric, type SliceMetricName } from '@/server/fairness/slice-metrics';
import { DotInterval, domainOf } from './fairness-dot';
import styles from './fairness-lines.module.css';
import { gapFigure, isShare, metricFigure, metricRange, metricTitle, pWords, rowsWords } from './fairness-words';

export interface SliceGroupsProps {
  readonly slice: SliceReport;
  readonly metric: SliceMetricName;
  /** The metric of all rows. */
  readonly overall: Estimate | undefined;
  readonly minimumRows: number;
}

/** More groups with too few rows than these are folded away. */
const MOST_SMALL = 5;

/** The groups by one metric, the worst first: a dot on its interval, and how far it lies from all rows. */
export function SliceGroups({ slice, metric, overall, minimumRows }: SliceGroupsProps) {
  const [all, setAll] = useState(false);
  const ranked = worstFirst(slice.groups, metric);
  const small = ranked.filter((group) => group.small).length;
  const isFolded = small > MOST_SMALL && !all;
  const groups = isFolded ? ranked.filter((group) => !group.small) : ranked;
  const bounds = (estimate: Estimate | undefined) => [estimate?.interval?.lower, estimate?.interval?.upper];
  const domain = domainOf(
    [
      // What small groups might be would leave no room for the others.
      ...groups.flatMap(({ small, metrics }) => [metrics[metric]?.value, ...(small ? [] : bounds(metrics[metric]))]),
      overall?.value,
    ],
    isShare(metric),
  );
  const line = overall?.value ?? null;
  return (
    <figure>
      <figcaption className={styles.caption}>
        {findSliceMetric(metric)?.description}{' '}
        {line === null ? null : (
          <span>
            The dashed line is all rows, <b>{metricFigure(metric, line)}</b>.
          </span>
        )}
      </figcaption>
      <div className={styles.axis} aria-hidden="true">
        <span>{metricFigure(metric, domain[0])}</span>
        <span>{metricFigure(metric, domain[1])}</span>
      </div>
      <ul aria-label={`${metricTitle(metric)} of each group, the worst first`}>
        {groups.map((group) => (
          <Group
            key={group.name}
            group={group}
            metric={metric}
            domain={domain}
            line={line}
            isReference={group.name === slice.reference}
            minimumRows={minimumRows}
          />
        ))}
      </ul>
      {small > MOST_SMALL ? (
        <Button size="s" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Hide' : 'Show'} {small} groups with too few rows
        </Button>
      ) : null}
    </figure>
  );
}

interface GroupProps {
  readonly group: GroupReport;
  readonly metric: SliceMetricName;
  readonly domain: readonly [number, number];
  readonly line: number | null;
  readonly isReference: boolean;
  readonly minimumRows: number;
}

function Group({ group, metric, domain, line, isReference, minimumRows }: GroupProps) {
  const estimate = group.metrics[metric];
  const difference = group.differences[metric];
  const { interval } = estimate ?? {};
  const isApart = difference?.significant === true;
  return (
    <li className={classNames(styles.line, styles.group)} data-small={group.small || undefined}>
      <span className={styles.name} title={group.name}>
        {group.values.join(' · ')}
        {isReference ? <i> reference</i> : null}
      </span>
      <span className={styles.rows} title={`${formatShare(group.share, 1)} of all rows`}>
        {rowsWords(group.rows)}
      </span>
      <span className={styles.plot}>
        <DotInterval
          domain={domain}
          value={estimate?.value ?? null}
          interval={interval && interval.lower !== null ? [interval.lower, interval.upper] : undefined}
          line={line}
          tone={group.small ? 'faint' : isApart ? 'apart' : 'plain'}
        />
      </span>
      <span className={styles.value}>
        {metricFigure(metric, estimate?.value ?? null)}
        {estimate?.value === null || !estimate ? null : <span>{metricRange(metric, interval)}</span>}
      </span>
      <span className={styles.words}>{words(group, metric, estimate, difference, minimumRows)}</span>
    </li>
  );
}

function words(
  { small, rows }: GroupReport,
  metric: SliceMetricName,
  estimate: Estimate | undefined,
  difference: Difference | undefined,
  minimumRows: number,
) {
  if (small) return `${rowsWords(rows)}, fewer than ${minimumRows}: too few to be compared.`;
  if (estimate?.value === null) return `Undefined: ${estimate.reason}.`;
  const few = estimate && estimate.of < minimumRows && estimate.of < rows ? ` Rests on ${rowsWords(estimate.of)}.` : '';
  if (!difference || difference.value === null) return few;
  if (Math.abs(difference.value) < 1e-12) return `The same as all rows.${few}`;
  const away = `${gapFigure(metric, Math.abs(difference.value))} ${difference.value > 0 ? 'above' : 'below'} all rows`;
  if (difference.adjusted === null) return `${away}.${few}`;
  if (!difference.significant) return `${away}: no more than chance may do.${few}`;
  return (
    <>
      <strong>{away}</strong>, more than chance (p {pWords(difference.adjusted)}).{few}
    </>
  );
}

/** Groups that fare worst first; then those without a value, then those with too few rows. */
export function worstFirst(groups: readonly GroupReport[], metric: SliceMetricName): GroupReport[] {
  const better = findSliceMetric(metric)?.better;
  const place = ({ small, metrics }: GroupReport) => (small ? 2 : (metrics[metric]?.value ?? null) === null ? 1 : 0);
  const badness = ({ metrics }: GroupReport) => {
    const value = metrics[metric]?.value ?? 0;
    if (better === 'lower') return value;
    return better === 'zero' ? Math.abs(value) : -value;
  };
  return [...groups].sort((a, b) => place(a) - place(b) || badness(b) - badness(a));
}
