'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { classNames } from '@/app/_ui/class-names';
import { GateGlyph } from '@/app/_ui/glyphs';
import type { SliceGateResult } from '@/server/fairness/check-slice-gates';
import { findMeasure } from '@/server/fairness/measures';
import type { MeasureReport, SliceReport } from '@/server/fairness/report';
import { DotInterval, domainOf } from './fairness-dot';
import styles from './fairness-lines.module.css';
import { isShare, measureRange, measureValueWords, titleOf } from './fairness-words';

/** Those most asked for; the others are one click away. */
const MAIN: ReadonlySet<string> = new Set([
  'demographic_parity_difference',
  'demographic_parity_ratio',
  'equal_opportunity_difference',
  'equalized_odds_difference',
  'disparate_impact',
  'average_odds_difference',
  'mae_difference',
  'bias_difference',
]);

export interface SliceMeasuresProps {
  readonly slice: SliceReport;
  readonly gates: readonly SliceGateResult[];
}

/** The fairness measures of a slice: the number, its interval, and what it means in a sentence. */
export function SliceMeasures({ slice, gates }: SliceMeasuresProps) {
  const [all, setAll] = useState(false);
  const gatesOf = ({ name }: MeasureReport) =>
    gates.filter(
      (result) =>
        result.gate.what === 'measure' &&
        result.gate.name === name &&
        (result.slice === null || result.slice === titleOf(slice)),
    );
  const measures = slice.measures.filter((measure) => all || MAIN.has(measure.name) || gatesOf(measure).length > 0);
  return (
    <>
      <ul aria-label={`Fairness measures by ${titleOf(slice)}`}>
        {measures.map((measure) => (
          <Measure key={measure.name} measure={measure} gates={gatesOf(measure)} />
        ))}
      </ul>
      {slice.measures.some(({ name }) => !MAIN.has(name)) ? (
        <Button size="s" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show the main ones' : `All ${slice.measures.length} measures`}
        </Button>
      ) : null}
    </>
  );
}

function Measure({ measure, gates }: { readonly measure: MeasureReport; readonly gates: readonly SliceGateResult[] }) {
  const { title, value, interval, equal, sentence, name } = measure;
  const bounds = interval && interval.lower !== null ? ([interval.lower, interval.upper] as const) : undefined;
  const isPlain = measure.extremes === undefined || isShare(measure.extremes.metric);
  const domain = domainOf([value, equal, ...(bounds ?? []), ...(isPlain ? [equal === 1 ? 0 : 0.2] : [])], false);
  return (
    <li className={styles.line}>
      <span className={classNames(styles.name, styles.wraps)} title={findMeasure(name)?.description}>
        {title}
      </span>
      <span className={styles.plot}>
        <DotInterval domain={domain} value={value} interval={bounds} line={equal} />
      </span>
      <span className={styles.value}>
        {measureValueWords(measure)}
        {bounds && isPlain ? <span>{measureRange(measure)}</span> : null}
      </span>
      <div className={styles.words}>
        <p>
          {sentence} {leftOut(measure)}
        </p>
        {gates.map(({ gate, passed }) => (
          <p key={`${gate.op}${gate.value}${gate.use}`} className={styles.verdict} data-passed={passed || undefined}>
            <GateGlyph kind={passed ? 'done' : 'failed'} />
            Gate {SIGN[gate.op]} {gate.value}
            {gate.use === 'bound' ? ', by the bound' : ''}: {passed ? 'passed' : 'closed'}
          </p>
        ))}
      </div>
    </li>
  );
}

export const SIGN = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

function leftOut({ excluded }: MeasureReport): string {
  if (excluded.length === 0) return '';
  const named = excluded.slice(0, 2).map(({ group, why }) => `${group} (${why})`);
  const more = excluded.length - named.length;
  return `Left out: ${named.join('; ')}${more > 0 ? `, and ${more} more` : ''}.`;
}
