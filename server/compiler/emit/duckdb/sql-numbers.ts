/** The language knows no NaN and no overflow: where infinities come out there is no value. */
export const finiteSql = (sql: string): string => `case when isfinite(${sql}) then ${sql} end`;

/** Beyond this a square leaves the range of doubles, and DuckDB gives up the whole query. */
const LARGEST = '1e150::double';

/** A spread (variance, deviation) of numbers; null where one of them is too large for it. `over` follows each call. */
export function inRangeSql(fn: string, number: string, over: string): string {
  const squarable = `case when abs(${number}) <= ${LARGEST} then ${number} end`;
  return `case when max(abs(${number}))${over} <= ${LARGEST} then ${fn}(${squarable})${over} end`;
}
