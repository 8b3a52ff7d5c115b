import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatDecimal, formatFigure } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import type { ExplainedColumn, ExplanationReport } from '@/nodes/explain/explanation-report';
import styles from './explanation.module.css';
import { marginUnit } from './explanation-words';
import reports from './reports.module.css';

const few = 12;

/** How much columns matter, by what they contribute and by what it costs not to know them. */
export function ExplanationImportance({ report, output }: { report: ExplanationReport; output: number }) {
  const { columns, metric, explainedRows, shuffledRows } = report;
  const [showsAll, setShowsAll] = useState(false);
  const sorted = [...columns].sort((a, b) => b.meanShap[output]! - a.meanShap[output]!);
  const shown = showsAll ? sorted : sorted.slice(0, few);
  const widest = Math.max(...columns.map(({ meanShap }) => meanShap[output]!), Number.MIN_VALUE);
  const reach = ({ permutation }: ExplainedColumn) => (permutation?.mean ?? 0) + (permutation?.deviation ?? 0);
  const costliest = Math.max(...columns.map(reach), Number.MIN_VALUE);
  return (
    <Section title="Importance" note={`${columns.length} columns`}>
      <p className={styles.words}>
        Mean size of what a column contributes to {explainedRows.toLocaleString('en')} rows, in {marginUnit(report)}
        {metric
          ? `; and how much worse ${metric.title} (${metric.value === null ? 'undefined' : formatFigure(metric.value)} on ${shuffledRows.toLocaleString('en')} rows) gets when the column is shuffled, mean ± deviation of ${metric.repeats}.`
          : '.'}
      </p>
      <table className={styles.importance} aria-label="Importance of columns">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Contributes (mean |SHAP|)</th>
            {metric ? <th scope="col">Costs when shuffled ({metric.title})</th> : null}
          </tr>
        </thead>
        <tbody>
          {shown.map(({ column: { column }, meanShap, permutation }) => (
            <tr key={column}>
              <td title={column}>{column}</td>
              <td>
                <span className={styles.measured}>
                  <span className={styles.measure}>
                    <i data-shap style={{ width: `${(meanShap[output]! / widest) * 100}%` }} />
                  </span>
                  {formatFigure(meanShap[output]!, 3)}
                </span>
              </td>
              {metric ? (
                <td>
                  <span className={styles.measured}>
                    <Cost permutation={permutation} widest={costliest} />
                    {costWords(permutation)}
                  </span>
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      {metric?.value === null ? <p className={reports.because}>{metric.reason}</p> : null}
      {sorted.length > few ? (
        <div className={reports.more}>
          <Button size="s" variant="ghost" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Fewer' : `All ${sorted.length}`}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}

/** A bar with a line for the deviation on either side of its end. */
function Cost({ permutation, widest }: { permutation: ExplainedColumn['permutation']; widest: number }) {
  const mean = Math.max(0, permutation?.mean ?? 0);
  const deviation = permutation?.deviation ?? 0;
  const share = (value: number) => `${Math.max(0, (value / widest) * 100)}%`;
  return (
    <span className={styles.measure}>
      <i style={{ width: share(mean) }} />
      {deviation > 0 ? (
        <u
          style={{
            left: share((permutation?.mean ?? 0) - deviation),
            width: share(mean + deviation - Math.max(0, (permutation?.mean ?? 0) - deviation)),
          }}
        />
      ) : null}
    </span>
  );
}

function costWords(permutation: ExplainedColumn['permutation']): string {
  if (!permutation || permutation.mean === null) return 'undefined';
  const { mean, deviation } = permutation;
  const written = (value: number) => (Math.abs(mean) < 10 ? formatDecimal(value, 4) : formatFigure(value, 3));
  return `${written(mean)}${deviation === null ? '' : ` ± ${written(deviation)}`}`;
}
