import { type DatasetRequest, type RunContext, type ScalarType, type StageDatabase, StageFailure } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import { columnNamesOf } from './column-names';
import { type ColumnPlan, type DatasetPlan, refuseUnknownKey } from './dataset-plan';
import { isNotFinite, presentText, valueOfText } from './text-values';

interface ParquetColumn {
  readonly name: string;
  /** SQL of the column as the file calls it. */
  readonly raw: string;
  readonly fileType: string;
  readonly type: ScalarType;
  /** SQL of the value as the language's type, before corrections. */
  readonly natural: string;
}

/** How a Parquet file becomes a table: its types mapped to the language's six, or refused by name. */
export async function planParquet(
  context: Pick<RunContext<unknown>, 'database' | 'log'>,
  { rules, fileName }: DatasetRequest,
  filePath: string,
): Promise<DatasetPlan> {
  const { database } = context;
  const rows = `read_parquet(${sqlText(filePath)})`;
  const described = await describeFile(database, rows, fileName);
  const names = columnNamesOf(
    described.map((column) => column.name),
    fileName,
    rules.names,
  );
  refuseUnknownKey(rules.key, names, fileName);
  const columns = described.map((column, index) => ({
    ...naturalColumn(column, rules, fileName),
    name: names[index]!,
  }));
  const shaped = columns.map((column) => {
    const given = rules.types[column.name];
    const type = given === undefined || given === 'vector' ? column.type : given;
    return { ...column, type, ...corrected(column, type, rules) };
  });
  const counts = shaped.flatMap(({ value, misfit }, index) => [
    `count(${value}) as "${index} values"`,
    `count(*) filter (where ${misfit}) as "${index} misfits"`,
  ]);
  const [row] = await database.rows<Record<string, bigint | number>>(
    `select count(*) as "rows", ${counts.join(', ')} from ${rows}`,
  );
  const number = (name: string): number => Number(row?.[name] ?? 0);
  if (number('rows') === 0) {
    throw new StageFailure(`${fileName} has columns but no rows.`, {
      kind: 'data',
      hint: 'Choose a file that has rows.',
    });
  }
  return {
    fileName,
    rowCount: number('rows'),
    columns: shaped.map(
      ({ name, type, value, misfit, fileType, raw }, index): ColumnPlan => ({
        name,
        type,
        value,
        nullable: number(`${index} values`) < number('rows'),
        misfit: {
          count: number(`${index} misfits`),
          text: `${raw}::varchar`,
          when: misfit,
          reason: `a ${fileType.toLowerCase()} that is not ${type === 'int' ? 'a 64-bit int' : `a ${type}`}`,
        },
      }),
    ),
    rows,
    numberedRows: `(select *, row_number() over () as "$row" from ${rows})`,
    line: { join: '', sql: '"$row"' },
  };
}

async function describeFile(
  database: StageDatabase,
  rows: string,
  fileName: string,
): Promise<{ name: string; fileType: string }[]> {
  try {
    return await database.rows<{ name: string; fileType: string }>(
      `select column_name as "name", column_type as "fileType" from (describe from ${rows})`,
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!/parquet|magic bytes|too small|footer|thrift/i.test(reason)) throw error;
    throw new StageFailure(`${fileName} is not a Parquet file, or was cut off.`, {
      kind: 'data',
      hint: 'If it is CSV, choose the format CSV in the source. Otherwise copy the file again.',
    });
  }
}

function naturalColumn(
  { name, fileType }: { name: string; fileType: string },
  rules: DatasetRequest['rules'],
  fileName: string,
): ParquetColumn {
  const value = sqlName(name);
  const as = (type: ScalarType, natural: string): ParquetColumn => ({
    name,
    raw: value,
    fileType,
    type,
    natural,
  });
  if (fileType === 'BOOLEAN') return as('bool', value);
  if (/^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT))$/.test(fileType))
    return as('int', `try_cast(${value} as bigint)`);
  if (fileType === 'FLOAT' || fileType === 'DOUBLE')
    return as('float', `case when isfinite(${value}) then ${value}::double end`);
  if (fileType.startsWith('DECIMAL')) return as('float', `${value}::double`);
  if (fileType === 'DATE') return as('date', dated(value));
  if (fileType === 'TIMESTAMP WITH TIME ZONE') return as('timestamp', dated(`(${value} at time zone 'UTC')`));
  if (/^TIMESTAMP(_S|_MS|_NS)?$/.test(fileType)) return as('timestamp', dated(`${value}::timestamp`));
  // The endpoint trims and reads null tokens in text fields; so does training.
  if (/^(VARCHAR|UUID|JSON|TIME|ENUM\(|"?NULL)/.test(fileType))
    return as('text', presentText(`${value}::varchar`, rules));
  throw new StageFailure(
    `${fileName}: column “${name}” is a ${kindInWords(fileType)}, which a table here cannot hold.`,
    {
      kind: 'data',
      hint: 'Leave the column out when writing the file, or write its parts as columns of their own.',
    },
  );
}

/** The language's years are 1 to 9999; neither that nor infinity raises here. */
const dated = (value: string): string =>
  `case when ${value} between date '0001-01-01' and timestamp '9999-12-31 23:59:59.999999' then ${value} end`;

const kindInWords = (fileType: string): string =>
  fileType.endsWith(']') ? 'list' : fileType.replace(/\(.*/s, '').toLowerCase();

/** The value under the type a person gave, and where a value that is there does not fit it. */
function corrected(column: ParquetColumn, type: ScalarType, rules: DatasetRequest['rules']) {
  const { raw } = column;
  if (type === column.type) {
    const mayMiss = type === 'int' || type === 'date' || type === 'timestamp';
    return { value: column.natural, misfit: mayMiss ? `${raw} is not null and ${column.natural} is null` : 'false' };
  }
  const natural = `(${column.natural})`;
  const value = converted(column.type, type, natural, rules);
  const textual =
    column.type === 'text' && (type === 'int' || type === 'float') ? ` and not ${isNotFinite(natural)}` : '';
  return { value, misfit: `${natural} is not null and (${value}) is null${textual}` };
}

function converted(from: ScalarType, to: ScalarType, value: string, rules: DatasetRequest['rules']): string {
  if (from === 'int' && to === 'float') return `${value}::double`;
  if (from === 'float' && to === 'int')
    return `case when ${value} = trunc(${value}) then try_cast(${value} as bigint) end`;
  if (from === 'date' && to === 'timestamp') return `${value}::timestamp`;
  if (from === 'timestamp' && to === 'date')
    return `case when date_trunc('day', ${value}) = ${value} then ${value}::date end`;
  return to === 'text' ? `${value}::varchar` : valueOfText(to, `(${value}::varchar)`, rules);
}
