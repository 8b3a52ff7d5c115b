/** A text literal in SQL. No text holds U+0000, at which engines would end the statement. */
export const sqlText = (value: string): string => `'${value.replaceAll('\0', '').replaceAll("'", "''")}'`;

/** A quoted identifier in SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A double literal in SQL. DuckDB reads digits without an exponent as a DECIMAL, and makes of one in fourteen with more
 * than fifteen digits the double next to it.
 */
export const sqlDouble = (value: number): string => {
  const written = String(value);
  return written.length <= 16 || written.includes('e') ? `${written}::double` : `${written}e0::double`;
};
