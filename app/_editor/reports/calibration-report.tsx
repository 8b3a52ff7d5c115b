'use client';

import { CalibrationPlot } from '@/app/_reports/evaluation/calibration-plots';
import { formatDecimal, formatInteger } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import type { CalibrationReport } from '@/nodes/calibrate/calibration-report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

/** How often probabilities came true, before a model was calibrated and after. */
export function CalibrationReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<CalibrationReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <CalibrationResults report={found} />}
    </ReportFrame>
  );
}

const METHODS = { platt: 'Platt scaling', isotonic: 'Isotonic regression' } as const;
const MEASURES = [
  ['ece', 'Calibration error'],
  ['brier', 'Brier score'],
  ['logLoss', 'Log loss'],
] as const;

function CalibrationResults({ report }: { report: CalibrationReport }) {
  const { method, part, rows, before, after, about } = report;
  return (
    <>
      <Section title="Result" note={`${METHODS[method]} on ${formatInteger(rows)} ${part} rows`}>
        <div className={styles.headline}>
          {MEASURES.map(([name, label]) => (
            <KeyFigure key={name} label={label} value={figure(after[name])} sub={change(before[name], after[name])} />
          ))}
        </div>
      </Section>
      <Section title="Before and after">
        <p className={styles.muted}>{howMeasured(report)}</p>
        <CalibrationPlot
          bins={after.bins}
          before={before.bins}
          error={after.ece}
          about={about === null ? 'right decisions' : `“${about}”`}
        />
      </Section>
    </>
  );
}

const figure = (value: number | null): string => (value === null ? 'undefined' : formatDecimal(value, 4));

/** Less is better for all three. */
function change(before: number | null, after: number | null): string {
  const words = before === null || after === null ? '' : after < before ? ', better' : after > before ? ', worse' : '';
  return `before ${figure(before)}${words}`;
}

function howMeasured({ measured, leftOut, part }: CalibrationReport): string {
  const how =
    measured === 'crossed'
      ? 'Measured by turns: each fifth of the rows with curves of the other four.'
      : 'Measured on the rows the curves were fitted on, for too few rows of a class: the figures are too good.';
  const left = leftOut > 0 ? ` Left out: ${formatInteger(leftOut)} ${part} rows without a class the model knows.` : '';
  return `${how}${left} Less is better for all three.`;
}
