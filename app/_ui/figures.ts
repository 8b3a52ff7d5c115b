/** How numbers are written: grouped thousands, a real minus sign, thin units. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const byDecimals = new Map<number, Intl.NumberFormat>();

function withMinus(text: string): string {
  return text.startsWith('-') ? `−${text.slice(1)}` : text;
}

export function formatInteger(value: number | bigint): string {
  return withMinus(whole.format(value));
}

export function formatDecimal(value: number, decimals: number): string {
  let format = byDecimals.get(decimals);
  if (!format) {
    format = new Intl.NumberFormat('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    byDecimals.set(decimals, format);
  }
  return withMinus(format.format(value));
}

/** 184_231 → "184k", 1_840_000 → "1.84 M"; below ten thousand in full. */
export function formatCount(value: number): string {
  const size = Math.abs(value);
  if (size < 10_000) return formatInteger(value);
  if (size < 1_000_000) return `${formatDecimal(value / 1_000, size < 100_000 ? 1 : 0)}k`;
  if (size < 1_000_000_000) return `${formatDecimal(value / 1_000_000, 2)} M`;
  return `${formatDecimal(value / 1_000_000_000, 2)} G`;
}

/** 0.62 → "62 %". */
export function formatShare(share: number, decimals = 0): string {
  return `${formatDecimal(share * 100, decimals)} %`;
}

/** Milliseconds as a person says them: "0.4 s", "2 min 10 s", "3 h 05 min". */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000)
    return milliseconds < 100 ? `${Math.round(milliseconds)} ms` : `${formatDecimal(milliseconds / 1_000, 1)} s`;
  const seconds = milliseconds / 1_000;
  if (seconds < 60) return `${formatDecimal(seconds, 1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds - minutes * 60)} s`;
  const hours = Math.floor(minutes / 60);
  return `${hours} h ${String(minutes - hours * 60).padStart(2, '0')} min`;
}

/** 975_641 → "976 kB". */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatDecimal(bytes / 1_000, bytes < 10_000 ? 1 : 0)} kB`;
  if (bytes < 1_000_000_000) return `${formatDecimal(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)} MB`;
  return `${formatDecimal(bytes / 1_000_000_000, 2)} GB`;
}

/** A number of unknown size, to so many digits that count: "0.8461", "1,240", "3.2e−7". */
export function formatFigure(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return value > 0 ? '∞' : value < 0 ? '−∞' : 'undefined';
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e12))
    return withMinus(value.toExponential(1)).replace('e-', 'e−').replace('e+', 'e');
  const decimals = size === 0 ? 0 : Math.min(8, Math.max(0, digits - 1 - Math.floor(Math.log10(size))));
  return formatDecimal(value, Number.isInteger(value) ? 0 : decimals);
}
