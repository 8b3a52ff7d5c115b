/** A stage of the past: how long it worked, and on how many rows. */
export interface Sample {
  readonly settings: string;
  readonly rows: number | null;
  readonly ms: number;
}

export interface Estimate {
  readonly ms: number;
  /** Half of what is known of earlier stages lies between these, scaled like `ms`. */
  readonly lowMs: number;
  readonly highMs: number;
  /** Over how many earlier stages. */
  readonly from: number;
  /** They had the very same settings. */
  readonly isSameSettings: boolean;
}

/** What a stage costs over no rows at all; only the rest grows with the rows. */
const fixedMs = 40;
const mostScaling = 200;

/**
 * The median of earlier work, of that with the same settings when there is some, each scaled to the rows at hand where
 * both counts are known. Undefined: nothing like it ran yet.
 */
export function estimateStage(
  samples: readonly Sample[],
  { settings, rows }: { readonly settings: string; readonly rows: number | null },
): Estimate | undefined {
  const same = samples.filter((sample) => sample.settings === settings);
  const used = same.length > 0 ? same : samples;
  if (used.length === 0) return undefined;
  const times = used.map((sample) => scaled(sample, rows)).sort((a, b) => a - b);
  return {
    ms: quantile(times, 0.5),
    lowMs: quantile(times, 0.25),
    highMs: quantile(times, 0.75),
    from: used.length,
    isSameSettings: same.length > 0,
  };
}

function scaled(sample: Sample, rows: number | null): number {
  if (rows === null || sample.rows === null || sample.rows === 0) return sample.ms;
  const fixed = Math.min(sample.ms, fixedMs);
  const ratio = Math.min(mostScaling, Math.max(1 / mostScaling, rows / sample.rows));
  return fixed + (sample.ms - fixed) * ratio;
}

/** Linear between the two nearest, as NumPy's default: `values` is sorted and not empty. */
function quantile(values: readonly number[], share: number): number {
  const at = (values.length - 1) * share;
  const below = values[Math.floor(at)]!;
  return below + (values[Math.ceil(at)]! - below) * (at % 1);
}
