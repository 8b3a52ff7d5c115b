import { findMetric } from '@/server/evaluation/metric-catalogue';
import styles from './evaluation.module.css';
import { PerClassTable } from './per-class-table';
import { ClassCurves, GainPlot, LiftPlot, PrecisionRecallPlot, RocPlot } from './ranking-plots';
import type { ClassificationModelReport } from './report-words';

/** Whether what is sought stands above the rest, whatever the threshold. */
export function RankingSection({ report }: { report: ClassificationModelReport }) {
  const { binary, multiclass, perClass } = report;
  if (binary) {
    const { positives, negatives } = binary.decisions ?? { positives: 0, negatives: 0 };
    return (
      <div className={styles.grid}>
        <RocPlot points={binary.roc} auc={findMetric('auc')!.get(report)} />
        <PrecisionRecallPlot
          points={binary.precisionRecall}
          average={findMetric('average_precision')!.get(report)}
          positiveShare={positives / Math.max(1, positives + negatives)}
        />
        {binary.decisions ? (
          <>
            <GainPlot decisions={binary.decisions} />
            <LiftPlot decisions={binary.decisions} />
          </>
        ) : null}
      </div>
    );
  }
  return (
    <>
      <PerClassTable classes={perClass} />
      {multiclass ? (
        <div className={styles.grid}>
          <ClassCurves
            curves={multiclass.classes}
            aucs={Object.fromEntries(perClass.map((score) => [score.class, score.auc]))}
          />
        </div>
      ) : null}
    </>
  );
}
