import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { PARTITION_COLUMN, type ScalarType } from '@/nodes/kernel/schema';

/** A column of a query's result as one of the language's types. */
export interface ResultColumn {
  readonly name: string;
  readonly type: ScalarType;
  /** Gives it in that type. */
  readonly sql: string;
}

/** Types that become another: whole numbers that do not fit 64 bits, infinities and NaN are missing. */
const CASTS: readonly (readonly [RegExp, ScalarType, (name: string) => string])[] = [
  [/^BOOLEAN$/, 'bool', (name) => name],
  [/^BIGINT$/, 'int', (name) => name],
  [/^U?(TINY|SMALL|)INT$|^U?INTEGER$/, 'int', (name) => `${name}::bigint`],
  [/^U?HUGEINT$|^UBIGINT$/, 'int', (name) => `try_cast(${name} as bigint)`],
  [/^DOUBLE$|^FLOAT$/, 'float', (name) => `case when isfinite(${name}) then ${name}::double end`],
  [/^DECIMAL/, 'float', (name) => `${name}::double`],
  [/^VARCHAR$/, 'text', (name) => name],
  [/^(JSON|UUID|ENUM\(.*\)|"NULL")$/s, 'text', (name) => `${name}::varchar`],
  [/^DATE$/, 'date', (name) => name],
  [/^TIMESTAMP$/, 'timestamp', (name) => name],
  [/^TIMESTAMP(_S|_MS|_NS| WITH TIME ZONE)$/, 'timestamp', (name) => `${name}::timestamp`],
];

/** The columns of a result, in DuckDB's types; or the first that no table here can hold. */
export function resultColumns(
  types: ReadonlyMap<string, string>,
): { readonly columns: readonly ResultColumn[] } | { readonly error: string; readonly hint: string } {
  const columns: ResultColumn[] = [];
  for (const [name, type] of types) {
    const cast = CASTS.find(([pattern]) => pattern.test(type));
    if (!cast) {
      const shown = type.length > 40 ? `${type.slice(0, 40)}…` : type;
      return {
        error: `The column ${name} is ${shown}, which a table here cannot hold.`,
        hint:
          type === 'DOUBLE[]'
            ? 'Leave vectors out (select * exclude (…)), or take components: v[1].'
            : `Cast it to text, a number or a time, or take parts of it.`,
      };
    }
    const [, as, sql] = cast;
    columns.push({ name, type: as, sql: `${sql(sqlName(name))} as ${sqlName(name)}` });
  }
  return { columns };
}

export const withoutLabel = (columns: readonly ResultColumn[]): ResultColumn[] =>
  columns.filter((column) => column.name !== PARTITION_COLUMN);
