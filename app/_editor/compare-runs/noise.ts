/** Reports of a node in both runs, as far as they were read. */
export type ReportPair = readonly [a: unknown, b: unknown];

interface MeasuredMetric {
  readonly value: number | null;
  readonly interval?: { readonly lower: number | null; readonly upper: number | null };
}

/**
 * A figure of A lies within the confidence interval that B's report gives for it: the two cannot be told apart.
 * Undefined: there is no interval to go by.
 */
export function isWithinNoise([, b]: ReportPair, figure: string, valueInA: number): boolean | undefined {
  const metrics = (b as { metrics?: Readonly<Record<string, MeasuredMetric | undefined>> } | null)?.metrics;
  const interval = metrics?.[camelCase(figure)]?.interval;
  if (!interval || interval.lower === null || interval.upper === null) return undefined;
  return interval.lower <= valueInA && valueInA <= interval.upper;
}

/** `log loss` as reports write it: `logLoss`. */
const camelCase = (name: string): string => name.replace(/ ([a-z])/g, (_, letter: string) => letter.toUpperCase());
