/** A text literal in SQL. No text holds U+0000, at which engines would end the statement. */
export const sqlText = (value: string): string => `'${value.replaceAll('\0', '').replaceAll("'", "''")}'`;

/** A quoted identifier in SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
