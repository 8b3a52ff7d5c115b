import { type DatasetRequest, type RunContext, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { columnNamesOf } from './column-names';
import { type BrokenLines, takeBrokenLines } from './csv-broken-lines';
import { findDelimiter, firstRecord } from './csv-text';
import { type ColumnPlan, type DatasetPlan, refuseUnknownKey } from './dataset-plan';
import { inferTypes, type TypedColumn } from './infer-types';
import { openCsv } from './open-csv';
import { isNotFinite, presentText, valueOfText } from './text-values';

/** How a CSV file becomes a table: names from its first line, types from all of its values. */
export async function planCsv(
  context: Pick<RunContext<unknown>, 'database' | 'scratchFolder' | 'log'>,
  { rules, fileName }: DatasetRequest,
  filePath: string,
): Promise<DatasetPlan> {
  const { database } = context;
  const file = await openCsv(filePath, fileName, rules.encoding, context.scratchFolder);
  const blankLines = /^(?:[ \t]*\r?\n)*/.exec(file.head)![0];
  const head = file.head.slice(blankLines.length);
  if (head.trim() === '')
    throw new StageFailure(`${fileName} has only blank lines.`, { kind: 'data', hint: 'Choose a file that has rows.' });
  const delimiter = rules.delimiter === '\\t' ? '\t' : rules.delimiter || findDelimiter(head);
  const first = firstRecord(head, delimiter);
  const names = columnNamesOf(rules.header ? first.fields : first.fields.map(() => ''), fileName, rules.names);
  refuseUnknownKey(rules.key, names, fileName);

  const raw = names.map((_, index) => `c${index}`);
  const texts = raw.map((name) => `${presentText(name, rules)} as ${name}`).join(', ');
  // One subquery makes the texts once; values, counts and misfits read them.
  const scan = (errors: string) =>
    `(select ${texts} from read_csv(${sqlText(file.path)}, auto_detect = false, header = ${rules.header}, skip = ${blankLines.split('\n').length - 1}, delim = ${sqlText(delimiter)}, quote = '"', escape = '"', nullstr = ${sqlText('\u0001')}, columns = {${raw.map((name) => `${name}: 'varchar'`).join(', ')}}, ${errors}))`;
  // Not ignore_errors: after a stray quote it loses rows that follow without a word.
  const rows = scan("store_rejects = true, rejects_limit = 0, rejects_table = 'told', rejects_scan = 'told_scan'");
  const given = new Map(Object.entries(rules.types).filter((entry) => entry[1] !== 'vector'));
  const inferred = await inferTypes(
    database,
    names.map((name, index) => ({ name, raw: raw[index]!, given: given.get(name) as TypedColumn['given'] })),
    rules,
    { sample: rows, all: scan('store_rejects = true, rejects_limit = 0') },
  );
  const broken = await takeBrokenLines(database, { fileName, fieldCount: names.length, encoding: rules.encoding });
  refuseNoRows(inferred.rowCount, broken, fileName, rules.header, names.length);
  for (const name of given.keys()) {
    if (!names.includes(name)) context.log(`The type given for “${name}” is not used: there is no such column.`);
  }
  adviseOnDelimiter(context.log, names, head, delimiter);

  const numberedRows = `(select *, row_number() over () as "$row" from ${rows})`;
  return {
    fileName,
    rowCount: inferred.rowCount,
    columns: inferred.columns.map((column) => planColumn(column, rules)),
    rows,
    numberedRows,
    ...(await broken.lines(numberedRows, raw.map(sqlName), { header: rules.header, newlines: inferred.newlines })),
  };
}

function planColumn(column: TypedColumn, rules: DatasetRequest['rules']): ColumnPlan {
  const text = sqlName(column.raw);
  const value = valueOfText(column.type, text, rules);
  const isNumber = column.type === 'int' || column.type === 'float';
  return {
    name: column.name,
    type: column.type,
    nullable: column.missing + column.misfits + column.notFinite > 0,
    value,
    misfit: {
      count: column.misfits,
      text,
      when: `${text} is not null and (${value}) is null${isNumber ? ` and not ${isNotFinite(text)}` : ''}`,
      reason: `not ${column.type === 'int' ? 'a 64-bit int' : `a ${column.type}`}`,
    },
  };
}

function refuseNoRows(rowCount: number, broken: BrokenLines, fileName: string, header: boolean, fields: number): void {
  if (rowCount > 0) return;
  if (broken.count === 0) {
    throw new StageFailure(`${fileName} has ${header ? 'a header but' : ''} no rows.`.replace('  ', ' '), {
      kind: 'data',
      hint: header
        ? 'If its first line is data, switch off “First line names the columns”.'
        : 'Choose a file that has rows.',
    });
  }
  throw new StageFailure(
    `No line of ${fileName} has ${fields} ${fields === 1 ? 'field' : 'fields'}, as its first line has. ${broken.first}`,
    { kind: 'data', hint: 'Look at the delimiter and the quotes, then choose the delimiter in the source.' },
  );
}

function adviseOnDelimiter(log: (message: string) => void, names: readonly string[], head: string, used: string): void {
  if (names.length !== 1) return;
  const found = findDelimiter(head);
  if (found !== used) {
    const shown = (delimiter: string) => (delimiter === '\t' ? 'a tab' : `“${delimiter}”`);
    log(`There is one column. The file looks as if its delimiter were ${shown(found)}, not ${shown(used)}.`);
  }
}
