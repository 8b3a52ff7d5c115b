/** A text literal in SQL. */
export const sqlText = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A quoted identifier in SQL. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
