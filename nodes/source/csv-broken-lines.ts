import { type ParseRules, type StageDatabase, StageFailure } from '../kernel';
import type { DatasetPlan } from './dataset-plan';

/** Lines that are no rows: DuckDB's rejects of the scan before, told in words. */
export interface BrokenLines {
  readonly count: number;
  /** The first of them in a sentence; empty when there is none. */
  readonly first: string;
  /** How lines are counted among the rows that remain. */
  lines(
    numberedRows: string,
    columns: readonly string[],
    file: { header: boolean; newlines: boolean },
  ): Promise<Pick<DatasetPlan, 'line' | 'brokenLines'>>;
}

const SHOWN_CHARACTERS = 200;

/** Takes the rejects that the last scan stored, so that a later scan does not add to them. */
export async function takeBrokenLines(
  database: StageDatabase,
  file: { readonly fileName: string; readonly fieldCount: number; readonly encoding: ParseRules['encoding'] },
): Promise<BrokenLines> {
  const wanted = `${file.fieldCount} ${file.fieldCount === 1 ? 'field' : 'fields'}`;
  // A line may have several errors; the first says enough. `nth` counts the broken lines.
  await database.execute(`create or replace temp table broken_line as
    select line, row_number() over (order by line) as nth, regexp_replace(trim(text, e' \\r\\n'), '\\s+', ' ', 'g') as text, kind,
      case kind
        when 'MISSING COLUMNS' then 'too few fields: ' || fields || ' instead of ${wanted}'
        when 'TOO MANY COLUMNS' then 'too many fields: more than ${wanted}'
        when 'UNQUOTED VALUE' then 'a quote is not closed, or stands inside a field'
        when 'LINE SIZE OVER MAXIMUM' then 'longer than 2 MB'
        when 'INVALID ENCODING' then 'not valid UTF-8'
        else message end as reason
    from (
      select line, any_value(left(csv_line, ${SHOWN_CHARACTERS}) order by column_idx) as text,
        any_value(error_type::varchar order by column_idx) as kind, min(column_idx) as fields,
        any_value(error_message order by column_idx) as message
      from reject_errors group by line)`);
  await database.execute('drop table reject_errors');
  await database.execute('drop table reject_scans');
  await refuseWrongEncoding(database, file);
  const [total] = await database.rows<{ count: bigint | number }>('select count(*) as "count" from broken_line');
  const count = Number(total?.count ?? 0);
  const [first] = await database.rows<{ line: bigint | number; reason: string }>(
    'select line, reason from broken_line order by line limit 1',
  );
  return {
    count,
    first: first ? `Line ${first.line}: ${first.reason}.` : '',
    lines: (numberedRows, columns, { header, newlines }) =>
      countLines(database, { count, numberedRows, columns, headerLines: header ? 1 : 0, newlines }),
  };
}

async function refuseWrongEncoding(database: StageDatabase, file: { readonly fileName: string }): Promise<void> {
  const [bad] = await database.rows<{ line: bigint | number; text: string; count: bigint | number }>(
    `select min(line) as line, arg_min(text, line) as "text", count(*) as "count" from broken_line where kind = 'INVALID ENCODING' having count(*) > 0`,
  );
  if (!bad) return;
  const more = Number(bad.count) > 1 ? ` and ${Number(bad.count) - 1} more` : '';
  throw new StageFailure(`${file.fileName} is not UTF-8: line ${bad.line}${more} (${bad.text}).`, {
    kind: 'data',
    hint: 'Choose the encoding Latin-1 or UTF-16 in the source, or save the file as UTF-8.',
  });
}

/**
 * DuckDB numbers neither rows by line nor lines with line breaks in quotes: a row's line is its number, the header,
 * the broken lines and the breaks in quotes before it. Blank lines are not counted.
 */
async function countLines(
  database: StageDatabase,
  file: { count: number; numberedRows: string; columns: readonly string[]; headerLines: number; newlines: boolean },
): Promise<Pick<DatasetPlan, 'line' | 'brokenLines'>> {
  const breaks = file.columns.map((name) => `coalesce(length(${name}) - length(replace(${name}, chr(10), '')), 0)`);
  await database.execute(
    `create or replace temp table line_breaks as ${
      file.newlines
        ? `select "$row" as after_row, (sum(breaks) over (order by "$row" rows unbounded preceding))::bigint as total from (select "$row", ${breaks.join(' + ')} as breaks from ${file.numberedRows}) where breaks > 0`
        : 'select null::bigint as after_row, null::bigint as total where false'
    }`,
  );
  const join =
    (file.count > 0
      ? `asof left join (select max(nth) as nth, line - nth as good from broken_line group by good) as broken on "$row" + ${file.headerLines - 1} >= broken.good `
      : '') + (file.newlines ? 'asof left join line_breaks on "$row" > line_breaks.after_row' : '');
  const sql = `"$row" + ${file.headerLines}${file.count > 0 ? ' + coalesce(broken.nth, 0)' : ''}${file.newlines ? ' + coalesce(line_breaks.total, 0)' : ''}`;
  return {
    line: { join, sql },
    brokenLines: {
      count: file.count,
      sql: `select line + coalesce(total, 0) as line, null::varchar as "column", text as "value", reason from broken_line ${
        file.newlines
          ? `asof left join line_breaks on line - nth - ${file.headerLines} >= line_breaks.after_row`
          : 'cross join (select 0 as total)'
      }`,
    },
  };
}
