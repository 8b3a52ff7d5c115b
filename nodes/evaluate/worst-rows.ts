import { logLossOf } from '@/server/evaluation';
import type { JudgedPart } from '@/server/learning/judged-rows';
import type { Model } from '@/server/training';
import { type ColumnType, PARTITION_COLUMN, type StageDatabase, type TableHandle } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { numberedRows } from '../kernel/read-features';
import type { TrainedModel } from '../kernel/trained-model';
import type { WorstRows } from './evaluation-report';
import type { Judgement } from './judge-model';

/** Rows listed in a report: enough to see what kind they are, few enough to be sent with it. */
const LISTED = 200;
/** Components of a vector that are shown: those of an encoding are 0 but for one. */
const SHOWN_COMPONENTS = 3;

/**
 * The rows the model is furthest off on, with all their columns: by the log loss of a class, by the distance to a value.
 */
export async function findWorstRows(
  database: StageDatabase,
  table: TableHandle,
  { signature }: TrainedModel<Model>,
  judged: JudgedPart,
  { answers, decided }: Pick<Judgement, 'answers' | 'decided'>,
): Promise<WorstRows> {
  const { classes } = signature;
  const width = classes?.length ?? 1;
  const loss = judged.truth.map((actual, row) =>
    classes ? logLossOf(answers[row * width + actual]!) : Math.abs(actual - answers[row]!),
  );
  const worst = Array.from(loss.keys())
    .sort((a, b) => loss[b]! - loss[a]! || a - b)
    .slice(0, LISTED);
  const places = await rowNumbers(database, table, judged);
  const numbers = worst.map((row) => places[row]!);
  const cells = await readCells(database, table, numbers);
  return {
    columns: shownColumns(table).map(({ name, type }) => ({ name, type })),
    rows: worst.map((row, at) => {
      const actual = judged.truth[row]!;
      const taken = decided?.[row];
      return {
        row: numbers[at]! + 1,
        actual: classes ? classes[actual]! : actual,
        predicted: classes ? classes[taken!]! : answers[row]!,
        ...(classes ? { probability: answers[row * width + actual]! } : {}),
        loss: loss[row]!,
        isWrong: classes === undefined || taken !== actual,
        cells: cells.get(numbers[at]!) ?? [],
      };
    }),
  };
}

/** Where the judged rows stand in the file, from 0, in their order. */
async function rowNumbers(database: StageDatabase, table: TableHandle, { rows }: JudgedPart): Promise<Float64Array> {
  const [numbers] = await database.doubles(`select file_row_number::double as n from ${numberedRows(table, rows)}`, [
    'n',
  ]);
  return numbers!;
}

const shownColumns = ({ schema }: TableHandle) => schema.columns.filter(({ name }) => name !== PARTITION_COLUMN);

async function readCells(database: StageDatabase, table: TableHandle, numbers: readonly number[]) {
  if (numbers.length === 0) return new Map<number, WorstRows['rows'][number]['cells']>();
  const columns = shownColumns(table);
  const rows = await database.rows<Record<string, unknown>>(
    `select file_row_number as "n", ${columns.map(({ name, type }, at) => `${readable(sqlName(name), type)} as "c${at}"`).join(', ')} from ${numberedRows(table)} where file_row_number in (${numbers.join(', ')})`,
  );
  return new Map(
    rows.map((row) => [
      Number(row.n),
      columns.map(({ name, type }, at) => cellOf(row[`c${at}`], type, namesWithin(name, table.components?.[name]))),
    ]),
  );
}

/** `contract=One year` is, below the column contract, just One year. */
const namesWithin = (column: string, components: readonly string[] | undefined) =>
  components?.map((name) => (name.startsWith(`${column}=`) ? name.slice(column.length + 1) : name));

/** Numbers stay numbers, so that they sort; everything else is text. */
function readable(name: string, type: ColumnType): string {
  if (type === 'int' || type === 'float') return `${name}::double`;
  return type === 'vector' ? `to_json(${name})::varchar` : `${name}::varchar`;
}

function cellOf(value: unknown, type: ColumnType, components: readonly string[] | undefined) {
  if (value === null || value === undefined) return null;
  if (type !== 'vector') return typeof value === 'number' ? finite(value) : String(value);
  const parts = JSON.parse(String(value)) as number[];
  const present = parts.flatMap((part, at) =>
    part === 0 ? [] : [part === 1 ? name(at) : `${name(at)} ${figure(part)}`],
  );
  return `${present.slice(0, SHOWN_COMPONENTS).join(', ')}${present.length > SHOWN_COMPONENTS ? ', …' : ''}`;

  function name(at: number): string {
    return components?.[at] ?? `[${at}]`;
  }
}

const finite = (value: number) => (Number.isFinite(value) ? value : String(value));
const figure = (value: number): string => String(Number(value.toPrecision(4)));
