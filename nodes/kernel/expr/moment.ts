type Read = { readonly value: string } | { readonly problem: string; readonly hint: string };

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z)?$/i;
const HINTS = {
  date: "Dates are written date '2026-01-31': year, month, day.",
  timestamp: "Timestamps are UTC and written timestamp '2026-01-31 10:00:00', with up to six decimals of a second.",
};

/** The text of a date or timestamp literal, in the one form the engines are given: `2026-01-31 10:00:00.25`. */
export function readMoment(type: 'date' | 'timestamp', text: string): Read {
  const trimmed = text.trim();
  const [day = '', time] = type === 'date' ? [trimmed] : trimmed.split(/[ T]/i, 2);
  const problem = { problem: `“${trimmed.slice(0, 40)}” is not a ${type}.`, hint: HINTS[type] };
  if (type === 'timestamp' && trimmed.split(/[ T]/i).length > 2) return problem;
  if (!isDay(day)) return problem;
  if (type === 'date') return { value: day };
  const parts = TIME.exec(time ?? '00:00');
  if (!parts) return problem;
  const [, hour, minute, second = '00', fraction] = parts;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return problem;
  const decimals = fraction?.replace(/0+$/, '');
  return { value: `${day} ${hour}:${minute}:${second}${decimals ? `.${decimals}` : ''}` };
}

/** A day the calendar has; Date would make 1 March of 29 February 2025. */
function isDay(text: string): boolean {
  const parts = DATE.exec(text);
  if (!parts || parts[1] === '0000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
