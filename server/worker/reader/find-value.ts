import { sqlName, sqlText } from '@/nodes/kernel/expr/sql-text';
import { FOLD_COLUMN, PARTITION_COLUMN } from '@/nodes/kernel/schema';
import type { ReaderConnection } from '@/server/engine/duckdb/connection-database';
import type { FileTable } from './reader-tables';
import type { Asked } from './requests';
import type { RowView } from './row-views';

/** Where a text stands in a view. */
export interface FoundValue {
  /** Rows that hold it. */
  readonly rows: number;
  /** The next of them, and the first of its columns that holds it. */
  readonly row?: number;
  readonly column?: string;
  /** Which of `rows` it is, from 1. */
  readonly number?: number;
}

/** The next row, behind `after`, of which some column contains the text, letter case aside; the search goes round. */
export async function findValue(
  connection: ReaderConnection,
  table: FileTable,
  { places }: RowView,
  { text, columns, after, backwards }: Pick<Asked<'/find'>, 'text' | 'columns' | 'after' | 'backwards'>,
): Promise<FoundValue> {
  const names = [...table.types.keys()].filter(
    (name) => name !== PARTITION_COLUMN && name !== FOLD_COLUMN && (columns?.includes(name) ?? true),
  );
  if (names.length === 0) return { rows: 0 };
  const holds = (name: string) => `contains(lower(${sqlName(name)}::varchar), ${sqlText(text.toLowerCase())})`;
  const which = names.map((name) => `when ${holds(name)} then ${sqlText(name)}`).join(' ');
  const matches = `select file_row_number as place, case ${which} end as held from ${table.source} where ${names.map(holds).join(' or ')}`;
  const placed =
    places === undefined
      ? `select place as spot, held from (${matches})`
      : `select v.rowid as spot, held from (${matches}) m join ${places} v on v.place = m.place`;
  const nearest = backwards ? 'max' : 'min';
  const side = backwards ? '<' : '>';
  const read = await connection.runAndReadAll(
    `with found as materialized (${placed}),
      chosen as (select coalesce(${nearest}(spot) filter (where spot ${side} ${after}), ${nearest}(spot)) as spot from found)
      select (select count(*) from found)::double as rows, chosen.spot::double as spot, held,
        (select count(*) from found f where f.spot <= chosen.spot)::double as number
      from chosen left join found on found.spot = chosen.spot`,
  );
  const [row] = read.getRowObjectsJS() as { rows: number; spot: number | null; held: string | null; number: number }[];
  if (!row || row.spot === null) return { rows: 0 };
  return { rows: row.rows, row: row.spot, column: row.held!, number: row.number };
}
