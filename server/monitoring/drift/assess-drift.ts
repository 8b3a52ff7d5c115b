import { binLabels, type DriftReference } from './drift-reference';
import { type NoiseFloor, noiseFloor, rowsNeeded } from './noise-floor';
import { psi, psiByBin, type ZeroHandling } from './psi';

/** 'too_few_rows' is a refusal to judge: chance alone would reach half the threshold. */
export type DriftStatus = 'ok' | 'warning' | 'drifted' | 'too_few_rows';

export type DriftBin = {
  label: string;
  referenceRows: number;
  currentRows: number;
  /** What this bin adds to the PSI; null where there is no PSI. */
  contribution: number | null;
};

/** The verdict on one column, plain JSON. `sentence` says it to people, with the numbers that led to it. */
export type DriftAssessment = {
  status: DriftStatus;
  sentence: string;
  psi: number | null;
  threshold: number;
  noiseFloor: number | null;
  zeros: ZeroHandling;
  notice: 'insufficient_bins' | null;
  bins: DriftBin[];
};

/**
 * Judges current counts (of binNumeric or binCategorical) by PSI: drifted from the threshold up, a warning from half
 * of it up, and no judgement at all where the sampling noise exceeds half of it.
 */
export function assessDrift(
  reference: DriftReference,
  currentCounts: readonly number[],
  { threshold = 0.2, zeros = 'jeffreys' }: { threshold?: number; zeros?: ZeroHandling } = {},
): DriftAssessment {
  const value = psi(reference.counts, currentCounts, zeros);
  const contributions = psiByBin(reference.counts, currentCounts, zeros);
  const noise = noiseFloor(reference.counts, currentCounts);
  return {
    ...judge(value, noise, threshold),
    psi: value,
    threshold,
    noiseFloor: noise.floor,
    zeros,
    notice: reference.kind === 'values' ? reference.notice : null,
    bins: binLabels(reference).map((label, bin) => ({
      label,
      referenceRows: reference.counts[bin]!,
      currentRows: currentCounts[bin]!,
      contribution: contributions?.[bin] ?? null,
    })),
  };
}

function judge(value: number | null, noise: NoiseFloor, threshold: number): { status: DriftStatus; sentence: string } {
  if (noise.referenceRows === 0)
    return { status: 'too_few_rows', sentence: 'The reference has no rows to compare with.' };
  if (value === null || noise.floor === null) {
    return { status: 'too_few_rows', sentence: 'There are no current rows to compare with the reference.' };
  }
  if (noise.floor > threshold / 2) return { status: 'too_few_rows', sentence: refusal(noise, noise.floor, threshold) };
  const measured = `PSI is ${rounded(value)}`;
  const byChance = `chance alone would give about ${rounded(noise.floor)}`;
  if (value >= threshold) {
    return { status: 'drifted', sentence: `${measured}, which reaches the threshold ${threshold}; ${byChance}.` };
  }
  if (value >= threshold / 2) {
    return {
      status: 'warning',
      sentence: `${measured}, more than half-way to the threshold ${threshold}; ${byChance}.`,
    };
  }
  return { status: 'ok', sentence: `${measured}, below half the threshold ${threshold}; ${byChance}.` };
}

function refusal(noise: NoiseFloor, floor: number, threshold: number): string {
  const needed = rowsNeeded(noise, threshold / 2);
  const remedy =
    needed === null ? 'the reference is too small for this threshold' : `at least ${needed} current rows are needed`;
  return (
    `${noise.currentRows} current and ${noise.referenceRows} reference rows in ${noise.bins} bins give a PSI of about ` +
    `${rounded(floor)} by chance alone, more than half the threshold ${threshold}: ${remedy}.`
  );
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
