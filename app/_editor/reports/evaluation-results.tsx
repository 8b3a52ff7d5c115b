import { formatDecimal, formatFigure, formatInteger } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { findMetric } from '@/server/evaluation/metric-catalogue';
import type { ClassificationReport, EvaluationReport, RegressionReport } from '@/server/evaluation/report';
import { ConfusionMatrix } from './confusion-matrix';
import { GateList } from './gate-list';
import { MetricTable } from './metric-table';
import { PerClassTable } from './per-class-table';
import { PrecisionRecallPlot, RocPlot } from './ranking-plots';
import styles from './reports.module.css';
import { PredictedActualPlot, ResidualPlot } from './residual-plots';
import { CalibrationPlot, ScoreHistogram } from './score-plots';

const headlines = {
  binary: ['auc', 'average_precision', 'log_loss'],
  multiclass: ['accuracy', 'macro_f1', 'auc'],
  regression: ['r2', 'rmse', 'mae'],
} as const;

/** What the evaluation found: gates, metrics beside a baseline, and where the model errs. */
export function EvaluationResults({ report }: { report: ModelReport }) {
  const { gates, part } = report;
  return (
    <>
      <Section title="Result" note={`${formatInteger(report.rows)} ${part} rows`}>
        <Headline report={report} />
        <LeftOut report={report} />
      </Section>
      {gates.length > 0 ? (
        <Section title="Gates" note={`${gates.filter((gate) => gate.passed).length} of ${gates.length} passed`}>
          <GateList gates={gates} />
        </Section>
      ) : null}
      <Section title="Metrics" note={`baseline: ${report.baseline.title}`}>
        <MetricTable report={report} />
      </Section>
      {report.task === 'classification' ? <ClassificationParts report={report} /> : <RegressionParts report={report} />}
    </>
  );
}

/** Rows that could not be judged are said, never dropped in silence. */
function LeftOut({ report: { missingTarget, unseenClasses, target, part } }: { report: ModelReport }) {
  const unseen = unseenClasses.reduce((sum, each) => sum + each.rows, 0);
  if (missingTarget + unseen === 0) return null;
  const names = unseenClasses.slice(0, 3).map((each) => `“${each.class}”`);
  return (
    <p className={styles.because} style={{ marginTop: 8 }}>
      Not judged: {missingTarget > 0 ? `${formatInteger(missingTarget)} ${part} rows without ${target}` : ''}
      {missingTarget > 0 && unseen > 0 ? ', ' : ''}
      {unseen > 0 ? `${formatInteger(unseen)} rows of a class no training row has (${names.join(', ')})` : ''}.
    </p>
  );
}

function Headline({ report }: { report: EvaluationReport }) {
  const kind = report.task === 'regression' ? 'regression' : report.positive === null ? 'multiclass' : 'binary';
  const baseline = { ...report, metrics: report.baseline.metrics } as EvaluationReport;
  return (
    <div className={styles.headline}>
      {headlines[kind].map((name) => {
        const metric = findMetric(name);
        const value = metric?.get(report).value ?? null;
        const known = metric?.get(baseline).value ?? null;
        return (
          <KeyFigure
            key={name}
            label={metric?.title ?? name}
            value={value === null ? 'undefined' : Math.abs(value) <= 1 ? formatDecimal(value, 3) : formatFigure(value)}
            sub={
              known === null
                ? undefined
                : `baseline ${Math.abs(known) <= 1 ? formatDecimal(known, 3) : formatFigure(known)}`
            }
          />
        );
      })}
    </div>
  );
}

function ClassificationParts({ report }: { report: ClassificationReport }) {
  const { binary, metrics, positive, classes, classCounts, rows } = report;
  const positives = classCounts[classes.indexOf(positive ?? '')] ?? 0;
  return (
    <>
      <Section title="Where it errs" note={positive === null ? undefined : `positive: ${positive}`}>
        <div className={styles.columns}>
          <ConfusionMatrix classes={classes} cells={report.confusion} />
          {binary ? (
            <>
              <RocPlot points={binary.roc} auc={metrics.auc} />
              <PrecisionRecallPlot
                points={binary.precisionRecall}
                average={metrics.average_precision}
                positiveShare={rows === 0 ? 0 : positives / rows}
              />
              <CalibrationPlot bins={binary.calibration} error={metrics.ece} />
              <ScoreHistogram scores={binary.scoreHistogram} threshold={report.threshold} />
            </>
          ) : null}
        </div>
      </Section>
      {binary ? null : (
        <Section title="Classes">
          <PerClassTable classes={report.perClass} />
        </Section>
      )}
    </>
  );
}

function RegressionParts({ report }: { report: RegressionReport }) {
  return (
    <Section title="Where it errs">
      <div className={styles.columns}>
        <PredictedActualPlot sample={report.sample} />
        <ResidualPlot residuals={report.residuals} />
      </div>
    </Section>
  );
}
