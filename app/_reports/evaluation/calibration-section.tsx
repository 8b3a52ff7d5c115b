import { findMetric } from '@/server/evaluation/metric-catalogue';
import { CalibrationPlot, ScoreHistogram } from './calibration-plots';
import styles from './evaluation.module.css';
import { type ClassificationModelReport, metricText } from './report-words';

/** Whether scores may be read as probabilities, and where they lie. */
export function CalibrationSection({ report }: { report: ClassificationModelReport }) {
  const { binary, multiclass, uncalibrated, positive, threshold } = report;
  const bins = binary?.calibration ?? multiclass?.calibration;
  if (!bins) return null;
  return (
    <>
      <div className={styles.grid}>
        <CalibrationPlot
          bins={bins}
          error={findMetric('ece')!.get(report).value}
          about={positive === null ? 'right decisions' : `“${positive}”`}
          {...(uncalibrated ? { before: uncalibrated.calibration } : {})}
        />
        {binary && positive !== null ? (
          <ScoreHistogram scores={binary.scoreHistogram} positive={positive} threshold={threshold} />
        ) : null}
      </div>
      {uncalibrated ? (
        <table className={styles.plain} aria-label="Before and after calibration">
          <thead>
            <tr>
              <th scope="col">Less is better</th>
              <th scope="col">Before</th>
              <th scope="col">Calibrated</th>
            </tr>
          </thead>
          <tbody>
            {(['log_loss', 'brier', 'ece'] as const).map((name) => (
              <tr key={name}>
                <th scope="row">{findMetric(name)!.title}</th>
                <td>{metricText(uncalibrated.metrics[name])}</td>
                <td>{metricText(report.metrics[name])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : (
        <p className={styles.text}>
          Lines through the dots are 95 % intervals of the share. Where the dots leave the diagonal for good, a
          Calibrate node between Train and Evaluate mends it.
        </p>
      )}
    </>
  );
}
