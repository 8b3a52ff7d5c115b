import { formatFigure } from './figures';

/** Round values from `low` to `high`, about `count` of them: 0, 20, 40 … */
export function niceTicks(low: number, high: number, count: number): number[] {
  const span = high - low;
  if (!(span > 0) || !Number.isFinite(span)) return [low];
  const rough = span / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** The least and the greatest of the values, drawn apart a little so that nothing lies on the frame. */
export function extentOf(values: readonly number[], pad = 0.03): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return [0, 1];
  if (low === high) return [low - Math.max(1, Math.abs(low)) / 2, high + Math.max(1, Math.abs(high)) / 2];
  return [low - (high - low) * pad, high + (high - low) * pad];
}

/** How ticks are written: as short as tells them apart. */
export function tickText(ticks: readonly number[]): (value: number) => string {
  const step = ticks.length > 1 ? Math.abs(ticks[1]! - ticks[0]!) : Math.abs(ticks[0] ?? 1);
  const size = Math.max(...ticks.map(Math.abs), step);
  if (size >= 1e4 && step >= 100) {
    const [unit, name] = size >= 1e9 ? [1e9, ' G'] : size >= 1e6 ? [1e6, ' M'] : [1e3, 'k'];
    return (value) => (value === 0 ? '0' : `${Number((value / unit).toPrecision(6))}${name}`.replace('-', '−'));
  }
  const decimals = step >= 1 ? 0 : Math.min(8, Math.ceil(-Math.log10(step) - 1e-9) + (isQuarter(step) ? 1 : 0));
  return (value) => (size < 1e-4 ? formatFigure(value, 2) : value.toFixed(decimals).replace('-', '−'));
}

const isQuarter = (step: number): boolean => {
  const lead = step / 10 ** Math.floor(Math.log10(step));
  return Math.abs(lead - 2.5) < 1e-9;
};
