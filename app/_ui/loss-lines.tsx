import styles from './charts.module.css';

export interface LossLinesProps {
  train: readonly number[];
  validation?: readonly number[];
  width?: number;
  height?: number;
}

/** Losses so far, on one scale: training solid, validation dashed. No axis, only how they fall. */
export function LossLines({ train, validation = [], width = 150, height = 15 }: LossLinesProps) {
  const all = [...train, ...validation];
  const low = Math.min(...all);
  const span = Math.max(1e-12, Math.max(...all) - low);
  const path = (values: readonly number[]) =>
    values
      .map((value, index) => {
        const x = 1 + (index / Math.max(1, values.length - 1)) * (width - 2);
        const y = height - 2 - ((value - low) / span) * (height - 4);
        return `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
      })
      .join('');
  const last = (values: readonly number[]) => values.at(-1)?.toPrecision(4);
  const label = `Loss so far: ${last(train)} on training rows${validation.length > 0 ? `, ${last(validation)} on validation rows` : ''}`;
  return (
    <svg className={styles.losses} width={width} height={height} role="img" aria-label={label}>
      <path d={path(train)} data-part="train" />
      {validation.length > 0 ? <path d={path(validation)} data-part="validation" /> : null}
    </svg>
  );
}
