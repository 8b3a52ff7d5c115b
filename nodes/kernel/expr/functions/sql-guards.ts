import type { CallShape } from '../function-row';

/** SQL longer than this is bound once instead of repeated, or guards around guards would double it at every level. */
export const LONG_SQL = 1500;

/**
 * SQL that uses a value several times. Short values are repeated (DuckDB computes equal parts once); a long one becomes
 * the parameter of a lambda over a list of one, which costs 12 ns a row. Its name has a `$`, which no column may have.
 */
export function once(sql: string, name: string, use: (value: string) => string): string {
  if (sql.length <= LONG_SQL) return use(sql);
  const parameter = `"$${name}"`;
  return `list_transform([${sql}], lambda ${parameter}: ${use(parameter)})[1]`;
}

/** Overflow to infinity and NaN are null: the language has neither. */
export const finite = (sql: string): string =>
  once(sql, 'f', (value) => `(case when isfinite(${value}) then ${value} end)`);

/** A sum or product of 64-bit integers, computed in 128 bits: null where it does not fit back. */
export const fitting = (hugeint: string): string =>
  once(
    hugeint,
    'h',
    (value) => `(case when ${value} between -9223372036854775808 and 9223372036854775807 then (${value})::bigint end)`,
  );

/** True for a call whose arguments were checked and are all ints. */
export const areInts = ({ types }: CallShape): boolean =>
  types !== undefined && types.length > 0 && types.every((type) => type === 'int');
