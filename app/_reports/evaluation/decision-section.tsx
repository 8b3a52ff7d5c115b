import { ConfusionMatrix } from './confusion-matrix';
import styles from './evaluation.module.css';
import { type ClassificationModelReport, countText, shareText } from './report-words';
import { type OnThreshold, ThresholdChooser } from './threshold-chooser';

/** Which class is taken for which; for two classes also what another threshold would decide, and cost. */
export function DecisionSection({
  report,
  onThreshold,
}: {
  report: ClassificationModelReport;
  onThreshold?: OnThreshold | undefined;
}) {
  if (report.binary?.decisions) return <ThresholdChooser report={report} onThreshold={onThreshold} />;
  return (
    <div className={styles.grid}>
      <ConfusionMatrix classes={report.classes} cells={report.confusion} />
      {report.classes.length > 2 ? <Mistaken report={report} /> : null}
    </div>
  );
}

const MOST = 10;

/** The commonest confusions, in words: what a large matrix hides. */
function Mistaken({ report: { classes, confusion } }: { report: ClassificationModelReport }) {
  const pairs = confusion
    .flatMap((line, actual) => {
      const total = line.reduce((sum, count) => sum + count, 0);
      return line.flatMap((count, predicted) =>
        predicted === actual || count === 0
          ? []
          : [{ actual: classes[actual]!, predicted: classes[predicted]!, count, share: count / total }],
      );
    })
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST);
  return (
    <figure className={styles.figure}>
      <figcaption>
        <b>Taken for another</b> <span>the commonest first</span>
      </figcaption>
      {pairs.length === 0 ? (
        <p className={styles.text}>No row is.</p>
      ) : (
        <ol className={styles.pairs}>
          {pairs.map((pair) => (
            <li key={`${pair.actual} ${pair.predicted}`}>
              <span>
                <b>{pair.actual}</b> taken for <b>{pair.predicted}</b>
              </span>
              <span className={styles.found}>
                {countText(pair.count)} <span className={styles.muted}>{shareText(pair.share)}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </figure>
  );
}
