import { ConfusionMatrix } from '@/app/_reports/evaluation/confusion-matrix';
import { GateList } from '@/app/_reports/evaluation/gate-list';
import { Headline, LeftOut } from '@/app/_reports/evaluation/overview-section';
import { PrecisionRecallPlot, RocPlot } from '@/app/_reports/evaluation/ranking-plots';
import type { ClassificationModelReport } from '@/app/_reports/evaluation/report-words';
import { PredictedActualPlot, ResidualHistogram } from '@/app/_reports/evaluation/residual-section';
import { formatInteger } from '@/app/_ui/figures';
import { Section } from '@/app/_ui/panel';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { MetricTable } from './metric-table';
import styles from './reports.module.css';

/** Classes beyond which a confusion matrix is left to the whole report. */
const FEW_CLASSES = 4;

/** What the evaluation found, in short: main metrics, gates, and where the model errs. */
export function EvaluationResults({ report }: { report: ModelReport }) {
  const { gates, part } = report;
  return (
    <>
      <Section title="Result" note={`${formatInteger(report.rows)} ${part} rows`}>
        <Headline report={report} most={2} />
        <LeftOut report={report} />
      </Section>
      {gates.length > 0 ? (
        <Section title="Gates" note={`${gates.filter((gate) => gate.passed).length} of ${gates.length} passed`}>
          <GateList report={report} />
        </Section>
      ) : null}
      <Section title="Metrics" note={`baseline: ${report.baseline.title}`}>
        <MetricTable report={report} />
      </Section>
      <Section title="Where it errs">
        <div className={styles.columns}>
          {report.task === 'classification' ? (
            <ClassificationPlots report={report} />
          ) : (
            <>
              <PredictedActualPlot sample={report.sample} target={report.target} />
              <ResidualHistogram residuals={report.residuals} />
            </>
          )}
        </div>
      </Section>
    </>
  );
}

function ClassificationPlots({ report }: { report: ClassificationModelReport }) {
  const { binary, metrics, positive, classes, classCounts, rows } = report;
  const positives = classCounts[classes.indexOf(positive ?? '')] ?? 0;
  return (
    <>
      {classes.length <= FEW_CLASSES ? (
        <ConfusionMatrix classes={classes} cells={report.confusion} />
      ) : (
        <p className={styles.muted}>The whole report shows which of the {classes.length} classes are confused.</p>
      )}
      {binary ? (
        <>
          <RocPlot points={binary.roc} auc={metrics.auc} />
          <PrecisionRecallPlot
            points={binary.precisionRecall}
            average={metrics.average_precision}
            positiveShare={rows === 0 ? 0 : positives / rows}
          />
        </>
      ) : null}
    </>
  );
}
