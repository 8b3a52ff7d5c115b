import type { CSSProperties } from 'react';
import { formatInteger, formatShare } from '@/app/_ui/figures';
import styles from './reports.module.css';

export interface ConfusionMatrixProps {
  classes: readonly string[];
  /** cells[actual][predicted], in rows. */
  cells: readonly (readonly number[])[];
}

/** Which class was taken for which: a line per actual class, shares of that class. */
export function ConfusionMatrix({ classes, cells }: ConfusionMatrixProps) {
  return (
    <figure className={styles.figure}>
      <figcaption>
        Confusion <span>rows, and their share of the actual class</span>
      </figcaption>
      <div className={styles.confusion}>
        <table aria-label="Confusion matrix">
          <thead>
            <tr>
              <th scope="col">actual \ predicted</th>
              {classes.map((name) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.map((name, actual) => {
              const line = cells[actual] ?? [];
              const total = line.reduce((sum, count) => sum + count, 0);
              return (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {name}
                  </th>
                  {line.map((count, predicted) => {
                    const share = total === 0 ? 0 : count / total;
                    const hue = actual === predicted ? 'var(--st-done)' : 'var(--st-failed)';
                    return (
                      <td
                        key={classes[predicted]}
                        style={{ '--hue': hue, '--share': share } as CSSProperties}
                        title={`${formatInteger(count)} rows of ${name} predicted as ${classes[predicted]}`}
                      >
                        <b>{formatInteger(count)}</b>
                        <span>{formatShare(share, share > 0 && share < 0.1 ? 1 : 0)}</span>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
