import { GateGlyph } from '@/app/_ui/glyphs';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import type { GateResult } from '@/server/evaluation/check-gates';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './evaluation.module.css';
import { levelText, metricFigure } from './report-words';

const operators = { '>=': '≥', '<=': '≤', '>': '>', '<': '<' } as const;

/** What a model had to reach, and what it reached. */
export function GateList({ report }: { report: ModelReport }) {
  return (
    <ul className={styles.gates} aria-label="Gates">
      {report.gates.map((gate) => (
        <li key={`${gate.metric}${gate.bound}${gate.op}${gate.threshold}`}>
          <GateGlyph kind={gate.passed ? 'done' : 'failed'} />
          <span>{asked(gate, levelText(report))}</span>
          <span className={styles.found} data-tone={gate.passed ? 'good' : 'bad'}>
            {gate.measured === null ? 'undefined' : metricFigure(gate.measured)} · {gate.passed ? 'passed' : 'closed'}
          </span>
          {gate.passed ? null : <span className={styles.because}>{gate.reason}</span>}
        </li>
      ))}
    </ul>
  );
}

function asked({ metric, bound, op, threshold }: GateResult, level: string): string {
  const title = findMetric(metric)?.title ?? metric;
  const whose = bound === undefined || bound === 'point' ? '' : `, ${bound} bound of its ${level} interval`;
  return `${title}${whose} ${operators[op]} ${threshold}`;
}
