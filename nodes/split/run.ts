import { defineRun, foldRounds, foldRows, PARTITION_COLUMN, PARTITIONS, type StageDatabase } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import type { Config } from './definition';
import { foldPlanOf } from './folds';
import type { FoldSize, MissingRows, PartSize, SplitReport, Straddling, StratumSize } from './report';
import { findStraddling } from './straddling';

const MOST_STRATA = 20;
const PART = sqlName(PARTITION_COLUMN);

/** Looks at the labels that were given: sizes of parts and folds, missing deciders, values and rows that stand in two parts. */
export default defineRun<Config>(async ({ config, inputs, outputs, database, log, signal }) => {
  const table = inputs.table('table');
  await database.execute(`create view labelled as from read_parquet(${sqlText(table.path)})`);
  const parts = await sizeParts(config, database);
  signal.throwIfAborted();
  const plan = foldPlanOf(config);
  const folds = await sizeFolds(config, database);
  const missing = await countMissing(config, database);
  const straddling = await findStraddling(config, table.schema, database);
  const strata = config.method === 'stratified' ? await sizeStrata(config.by, database) : [];
  const report: SplitReport = {
    rows: table.rowCount,
    parts,
    ...(plan ? { plan } : {}),
    folds,
    missing,
    straddling,
    strata,
  };
  for (const line of [...missing.map(missingWords), ...straddling.map(straddlingWords)]) log(line);
  await outputs.json('report', report, {
    ...Object.fromEntries(parts.map(({ part, rows }) => [part, rows])),
    ...(folds.length > 0 ? { folds: folds.length } : {}),
    ...(straddling.length > 0 ? { inTwoParts: straddling.reduce((most, { rows }) => Math.max(most, rows), 0) } : {}),
  });
});

async function sizeParts({ method, by, shares }: Config, database: StageDatabase): Promise<PartSize[]> {
  const times =
    method === 'time' ? `, min(${sqlName(by)})::varchar as "from", max(${sqlName(by)})::varchar as "until"` : '';
  const rows = await database.rows<{ part: string; rows: number; from?: string | null; until?: string | null }>(
    `select ${PART} as part, count(*)::double as "rows"${times} from labelled group by 1`,
  );
  return PARTITIONS.map((part) => ({ part, wanted: shares[part], rows: 0, ...rows.find((row) => row.part === part) }));
}

async function sizeFolds(config: Config, database: StageDatabase): Promise<FoldSize[]> {
  const plan = foldPlanOf(config);
  if (!plan) return [];
  const rounds = foldRounds(plan);
  const counts = rounds.flatMap((round, index) =>
    (['fit', 'judge'] as const).map(
      (use) => `(count(*) filter (where ${foldRows(plan, round, use)}))::double as "${use} ${index}"`,
    ),
  );
  const [row] = await database.rows<Record<string, number>>(
    `select (count(*) filter (where ${PART} = 'train'))::double as "all", ${counts.join(', ')} from labelled`,
  );
  return rounds.map(({ title }, index) => {
    const [fit, judge] = [row![`fit ${index}`]!, row![`judge ${index}`]!];
    return { title, fit, judge, neither: row!.all! - fit - judge };
  });
}

async function countMissing({ method, by, folds }: Config, database: StageDatabase): Promise<MissingRows[]> {
  const deciders = [
    ...(method === 'random' ? [] : [by]),
    ...(folds.kind === 'none' || folds.kind === 'k-fold' ? [] : [folds.by]),
  ];
  const found: MissingRows[] = [];
  for (const column of new Set(deciders)) {
    const rows = await database.rows<{ part: string; rows: number }>(
      `select ${PART} as part, count(*)::double as "rows" from labelled where ${sqlName(column)} is null group by 1 order by 1`,
    );
    const parts = Object.fromEntries(rows.map((row) => [row.part, row.rows]));
    if (rows.length > 0) found.push({ column, rows: rows.reduce((sum, row) => sum + row.rows, 0), parts });
  }
  return found;
}

async function sizeStrata(by: string, database: StageDatabase): Promise<StratumSize[]> {
  const counts = PARTITIONS.map((part) => `(count(*) filter (where ${PART} = '${part}'))::double as "${part}"`);
  const rows = await database.rows<Record<(typeof PARTITIONS)[number], number> & { value: string | null }>(
    `select ${sqlName(by)}::varchar as value, ${counts.join(', ')} from labelled group by ${sqlName(by)} order by count(*) desc, 1 nulls last limit ${MOST_STRATA}`,
  );
  return rows.map(({ value, ...parts }) => ({ value, parts }));
}

const number = (count: number): string => count.toLocaleString('en');

function missingWords({ column, rows, parts }: MissingRows): string {
  const where = Object.entries(parts).map(([part, count]) => `${number(count)} in ${part}`);
  return `${number(rows)} rows have no ${column} and are treated as one group: ${where.join(', ')}.`;
}

const straddlingWords = ({ column, rows, of, examples }: Straddling): string =>
  `${number(rows)} of ${number(of)} rows outside training ${column === undefined ? 'equal a training row' : `have a ${column} that training rows have too`}, such as ${examples
    .slice(0, 3)
    .map((each) => `“${each}”`)
    .join(', ')}.`;
