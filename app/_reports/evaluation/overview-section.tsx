import { formatInteger } from '@/app/_ui/figures';
import { KeyFigure, KeyFigures } from '@/app/_ui/key-figure';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import type { EvaluationReport } from '@/server/evaluation/report';
import styles from './evaluation.module.css';
import { GateList } from './gate-list';
import { gainOver, intervalText, levelText, metricFigure, metricText, shareText, taskOf } from './report-words';

const headlines = {
  binary: ['auc', 'average_precision', 'f1', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'auc', 'log_loss'],
  regression: ['r2', 'rmse', 'mae', 'medae'],
} as const;

/** What matters first: the main metrics beside the baseline, the gates, and which rows all this is about. */
export function OverviewSection({ report }: { report: ModelReport }) {
  return (
    <>
      <Headline report={report} />
      <p className={styles.text}>{judgedWords(report)}</p>
      <LeftOut report={report} />
      {report.gates.length > 0 ? (
        <>
          <h3 className={styles.subhead}>Gates</h3>
          <GateList report={report} />
        </>
      ) : null}
    </>
  );
}

/** The main metrics of a report, each with its interval and what the baseline reaches. */
export function Headline({ report, most = 4 }: { report: ModelReport; most?: number }) {
  const baseline = { ...report, metrics: report.baseline.metrics } as EvaluationReport;
  return (
    <KeyFigures label="Main metrics">
      {headlines[taskOf(report)].slice(0, most).map((name) => {
        const entry = findMetric(name)!;
        const metric = entry.get(report);
        const known = entry.get(baseline).value;
        const isBetter = metric.value !== null && known !== null && gainOver(entry, metric.value, known) > 0;
        return (
          <KeyFigure
            key={name}
            label={entry.title}
            value={metricText(metric)}
            sub={
              <>
                {intervalText(metric) ? <span className={styles.line}>{intervalText(metric)}</span> : null}
                {known === null ? null : (
                  <span className={styles.line} data-tone={isBetter ? undefined : 'bad'}>
                    {isBetter ? '' : 'no better than '}baseline {metricFigure(known)}
                  </span>
                )}
              </>
            }
          />
        );
      })}
    </KeyFigures>
  );
}

function judgedWords(report: ModelReport): string {
  const rows = `Judged on ${formatInteger(report.rows)} ${report.part} rows`;
  const weighed = report.weightedBy ? `, weighed by ${report.weightedBy}` : '';
  const classes =
    report.task === 'classification' && report.positive !== null
      ? `, ${shareText((report.classCounts[report.classes.indexOf(report.positive)] ?? 0) / Math.max(1, report.rows))} of them “${report.positive}”`
      : report.task === 'classification'
        ? ` of ${report.classes.length} classes`
        : '';
  const intervals = report.intervals ? ` Intervals hold the true value in ${levelText(report)} of such samples.` : '';
  return `${rows}${classes}${weighed}. Baseline: ${lowerFirst(report.baseline.title)}.${intervals}`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Rows that could not be judged are said, never dropped in silence. */
export function LeftOut({ report: { missingTarget, unseenClasses, target, part } }: { report: ModelReport }) {
  const unseen = unseenClasses.reduce((sum, each) => sum + each.rows, 0);
  if (missingTarget + unseen === 0) return null;
  const names = unseenClasses.slice(0, 3).map((each) => `“${each.class}”`);
  return (
    <p className={styles.text}>
      Not judged: {missingTarget > 0 ? `${formatInteger(missingTarget)} ${part} rows without ${target}` : ''}
      {missingTarget > 0 && unseen > 0 ? ', ' : ''}
      {unseen > 0 ? `${formatInteger(unseen)} rows of a class no training row has (${names.join(', ')})` : ''}.
    </p>
  );
}
