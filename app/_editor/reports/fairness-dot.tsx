import styles from './fairness-lines.module.css';

/** From the left end of a plot to its right one. */
export type Domain = readonly [number, number];

export interface DotIntervalProps {
  readonly domain: Domain;
  readonly value: number | null;
  readonly interval?: readonly [number, number] | undefined;
  /** A line across all dots: all rows, or perfect equality. */
  readonly line?: number | null;
  readonly tone?: 'plain' | 'apart' | 'faint' | undefined;
  /** What it shows, in words. Without them it is silent, since words stand beside it. */
  readonly label?: string;
}

/** A value as a dot on its confidence interval; hollow where it says little. */
export function DotInterval({ domain, value, interval, line, tone = 'plain', label }: DotIntervalProps) {
  const [from, to] = domain;
  const at = (number: number) => `${Math.min(100, Math.max(0, ((number - from) / Math.max(1e-12, to - from)) * 100))}%`;
  return (
    <svg
      className={styles.dots}
      data-tone={tone}
      height="16"
      width="100%"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      <line className={styles.track} x1="0" x2="100%" y1="8" y2="8" />
      {line === undefined || line === null ? null : (
        <line className={styles.reference} x1={at(line)} x2={at(line)} y1="0" y2="16" />
      )}
      {interval ? (
        <>
          <line className={styles.span} x1={at(interval[0])} x2={at(interval[1])} y1="8" y2="8" />
          {interval
            .filter((end) => end >= from && end <= to)
            .map((end) => (
              <line key={end} className={styles.end} x1={at(end)} x2={at(end)} y1="5" y2="11" />
            ))}
        </>
      ) : null}
      {value === null ? null : <circle className={styles.dot} cx={at(value)} cy="8" r="3.5" />}
    </svg>
  );
}

/** Room for everything shown, with a little air; shares stay between 0 and 1. */
export function domainOf(values: readonly (number | null | undefined)[], isShare: boolean): Domain {
  const known = values.filter((value): value is number => typeof value === 'number');
  if (known.length === 0) return [0, 1];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const air = Math.max((high - low) * 0.06, isShare ? 0.01 : Math.abs(high) * 0.01, 1e-9);
  return isShare ? [Math.max(0, low - air), Math.min(1, high + air)] : [low - air, high + air];
}
