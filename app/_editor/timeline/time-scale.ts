export interface TimeScale {
  /** Milliseconds from one end to the other. */
  readonly total: number;
  readonly ticks: readonly number[];
}

const steps = [
  10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
  3_600_000, 7_200_000, 14_400_000, 28_800_000,
];

/** A scale with at most so many ticks that holds `needed` milliseconds. */
export function timeScale(needed: number, most = 7): TimeScale {
  const span = Math.max(50, needed);
  const step = steps.find((candidate) => span / candidate <= most) ?? 86_400_000;
  // Room for the words behind the last bar.
  const total = span * 1.08;
  const ticks: number[] = [];
  for (let at = 0; at <= total; at += step) ticks.push(at);
  return { total, ticks };
}

/** 0.2 s, 5 s, 2 min: a tick says no more than it must. */
export function tickWords(at: number): string {
  if (at === 0) return '0';
  if (at < 1_000) return `${at} ms`;
  if (at < 60_000) return `${Number((at / 1_000).toFixed(1))} s`;
  return at < 3_600_000 ? `${Math.round(at / 60_000)} min` : `${Number((at / 3_600_000).toFixed(1))} h`;
}
