import { defineRun, PARTITION_COLUMN, type StageDatabase, StageFailure, type TableHandle } from '../kernel';
import { sqlName, sqlText } from '../kernel/expr/sql-text';
import type { Config } from './definition';
import { type JoinReport, type KeySample, notesOn, refusalOf, rowsOf, type SideReport } from './report';

const SAMPLES = 5;

/** Counts what the join will do before it is done: a query over the keys alone. Stops one that would explode. */
export default defineRun<Config>(async (context) => {
  const { config, inputs, database } = context;
  const left = inputs.table('table');
  const right = inputs.table('right');
  const keys = await countKeys(config, left, right, database);
  const { totals } = keys;
  const side = (
    table: TableHandle,
    keyed: number,
    matched: number,
    repeatedKeys: number,
  ): Omit<SideReport, 'samples'> => ({
    rows: table.rowCount,
    missingKey: table.rowCount - keyed,
    matched,
    unmatched: table.rowCount - matched,
    repeatedKeys,
  });
  const leftSide = {
    ...side(left, totals.left_keyed, totals.left_matched, totals.left_repeated),
    samples: await keys.samples('l', 'r'),
  };
  const rightSide = {
    ...side(right, totals.right_keyed, totals.right_matched, totals.right_repeated),
    samples: await keys.samples('r', 'l'),
  };
  const found = {
    kind: config.kind,
    left: leftSide,
    right: rightSide,
    pairs: totals.pairs,
    rows: rowsOf(config.kind, leftSide, rightSide, totals.pairs),
    manyToMany: totals.many_to_many,
    largest: totals.left_repeated + totals.right_repeated > 0 ? await keys.largest() : [],
  };
  const report: JoinReport = { ...found, notes: notesOn(found) };
  await context.outputs.json('report', report, {
    rows: report.rows,
    leftUnmatched: leftSide.unmatched,
    rightUnmatched: rightSide.unmatched,
    repeatedKeys: config.kind === 'right' ? leftSide.repeatedKeys : rightSide.repeatedKeys,
    warnings: report.notes.filter(({ tone }) => tone === 'warning').length,
    note: report.notes.map(({ text }) => text).join(' '),
  });
  for (const note of report.notes) context.log(note.text);
  const refusal = config.kind === 'semi' || config.kind === 'anti' ? undefined : refusalOf(report, config.stopAbove);
  if (refusal) throw new StageFailure(refusal.message, { kind: 'data', hint: refusal.hint });
});

type Totals = Record<
  | 'left_keyed'
  | 'right_keyed'
  | 'left_matched'
  | 'right_matched'
  | 'left_repeated'
  | 'right_repeated'
  | 'pairs'
  | 'many_to_many',
  number
>;

/** Both tables as keys with their counts, matched once and asked several times. Below one split rows meet within their part. */
async function countKeys(config: Config, left: TableHandle, right: TableHandle, database: StageDatabase) {
  const isWithinPart = left.schema.partitioned === true && right.schema.partitioned === true;
  const part = { left: PARTITION_COLUMN, right: PARTITION_COLUMN };
  const on = isWithinPart ? [...config.on, part] : config.on;
  const names = on.map((_, index) => `k${index}`);
  const counts = (table: TableHandle, side: 'left' | 'right') => {
    const columns = on.map((pair, index) => `${sqlName(pair[side])} as k${index}`).join(', ');
    const present = on.map((pair) => `${sqlName(pair[side])} is not null`).join(' and ');
    return `select ${columns}, count(*) as n from read_parquet(${sqlText(table.path)}) where ${present} group by all`;
  };
  const same = names.map((name) => `l.${name} = r.${name}`).join(' and ');
  const key = (from: string) => `concat_ws(' · ', ${names.map((name) => `${from}.${name}::varchar`).join(', ')})`;
  await database.execute(`create temp table l as ${counts(left, 'left')}`);
  await database.execute(`create temp table r as ${counts(right, 'right')}`);
  const [totals] = await database.rows<Totals>(`
    select
      coalesce((select sum(n) from l), 0)::double as left_keyed,
      coalesce((select sum(n) from r), 0)::double as right_keyed,
      coalesce(sum(l.n), 0)::double as left_matched,
      coalesce(sum(r.n), 0)::double as right_matched,
      count(*) filter (where l.n > 1)::double as left_repeated,
      count(*) filter (where r.n > 1)::double as right_repeated,
      coalesce(sum(l.n::double * r.n), 0)::double as pairs,
      count(*) filter (where l.n > 1 and r.n > 1)::double as many_to_many
    from l join r on ${same}`);
  return {
    totals: totals!,
    samples: (from: 'l' | 'r', other: 'l' | 'r'): Promise<KeySample[]> =>
      database.rows(
        `select ${key('a')} as "key", a.n::double as "rows" from ${from} a anti join ${other} b on ${names.map((name) => `a.${name} = b.${name}`).join(' and ')} order by a.n desc, 1 limit ${SAMPLES}`,
      ),
    largest: (): Promise<KeySample[]> =>
      database.rows(
        `select ${key('l')} as "key", l.n::double * r.n as "rows" from l join r on ${same} where l.n * r.n > 1 order by 2 desc, 1 limit ${SAMPLES}`,
      ),
  };
}
