import { formatFigure } from '@/app/_ui/figures';
import { GateGlyph } from '@/app/_ui/glyphs';
import type { GateResult } from '@/server/evaluation/check-gates';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './reports.module.css';

const operators = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

/** What a model had to reach, and what it reached. */
export function GateList({ gates }: { gates: readonly GateResult[] }) {
  return (
    <ul className={styles.checks} aria-label="Gates">
      {gates.map((gate) => (
        <li key={`${gate.metric}${gate.op}${gate.threshold}`}>
          <GateGlyph kind={gate.passed ? 'done' : 'failed'} />
          <span>
            {findMetric(gate.metric)?.title ?? gate.metric} {operators[gate.op]} {gate.threshold}
          </span>
          <span className={styles.found} style={{ color: gate.passed ? 'var(--st-done)' : 'var(--st-failed)' }}>
            {gate.measured === null ? 'undefined' : formatFigure(gate.measured)} · {gate.passed ? 'passed' : 'closed'}
          </span>
          {gate.passed ? null : <span className={styles.because}>{gate.reason}</span>}
        </li>
      ))}
    </ul>
  );
}
