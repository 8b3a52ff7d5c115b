import type { CSSProperties } from 'react';
import styles from './evaluation.module.css';
import { countText, shareText } from './report-words';

export interface ConfusionMatrixProps {
  readonly classes: readonly string[];
  /** cells[actual][predicted], in rows or their weights. */
  readonly cells: readonly (readonly number[])[];
  readonly title?: string;
  readonly note?: string;
}

/** Which class was taken for which: a line per actual class, shares of that class. */
export function ConfusionMatrix({ classes, cells, title = 'Confusion', note }: ConfusionMatrixProps) {
  return (
    <figure className={styles.figure}>
      <figcaption>
        <b>{title}</b> <span>{note ?? 'rows, and their share of the actual class'}</span>
      </figcaption>
      <section className={styles.confusion} aria-label={title} tabIndex={classes.length > 6 ? 0 : undefined}>
        <table aria-label="Confusion matrix" data-dense={classes.length > 8 || undefined}>
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
                        title={`${countText(count)} rows of ${name} predicted as ${classes[predicted]}`}
                      >
                        <b>{countText(count)}</b>
                        <span>{total === 0 ? '–' : shareText(share)}</span>
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </figure>
  );
}
