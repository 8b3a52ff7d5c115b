/**
 * The texts that conversions read, as RE2 patterns of the whole text. Everything else is missing. They keep what follows
 * from failing: a text of the form always converts, in every engine.
 */

/** Sign, up to 40 digits, decimals, an exponent up to 250: nothing that overflows or underflows a double. */
export const FLOAT_TEXT =
  '[+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40})(?:[eE][+-]?0{0,9}(?:[0-9]{1,2}|1[0-9]{2}|2[0-4][0-9]|250))?';

/** Whole numbers from −2⁶³ to 2⁶³ − 1. */
export const INT_TEXT = `[+]?0{0,40}(?:${upTo('9223372036854775807')})|-0{0,40}(?:${upTo('9223372036854775808')})`;

export const BOOL_TEXT = {
  true: '[Tt][Rr][Uu][Ee]|[Tt]|[Yy][Ee][Ss]|[Yy]|1',
  false: '[Ff][Aa][Ll][Ss][Ee]|[Ff]|[Nn][Oo]|[Nn]|0',
} as const;

/** Year, month and day; whether the calendar has the day is looked at later. */
export const DATE_TEXT = '[0-9]{4}-[0-9]{2}-[0-9]{2}';

const CLOCK = '(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?';
/** A date, then perhaps a blank or T, hours and minutes, seconds with up to 6 decimals, and Z: always UTC. */
export const TIMESTAMP_TEXT = `${DATE_TEXT}(?:[ T]${CLOCK}Z?)?`;

/** A pattern for the whole numbers from 0 to a limit, without leading zeros but for one. */
function upTo(limit: string): string {
  const shorter = `[0-9]{1,${limit.length - 1}}`;
  const equalBefore = [...limit].flatMap((digit, at) => {
    if (digit === '0') return [];
    const rest = limit.length - at - 1;
    return [`${limit.slice(0, at)}[0-${Number(digit) - 1}]${rest > 0 ? `[0-9]{${rest}}` : ''}`];
  });
  return [shorter, ...equalBefore, limit].join('|');
}
