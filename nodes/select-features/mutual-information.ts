import type { StageDatabase } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';

/**
 * How much each column tells of the target, in nats: the mutual information of the two once cut into bins. Up to `bins`
 * distinct values are a bin each; more are cut at quantiles (a bin ends with its edge). Missing values are a bin of their
 * own; rows without a target are left out.
 */
export async function mutualInformation(
  names: readonly string[],
  target: { readonly name: string; readonly isNumber: boolean },
  bins: number,
  rows: string,
  database: StageDatabase,
  done: (count: number) => void,
): Promise<number[]> {
  const answered = `(select * from ${rows} where ${sqlName(target.name)} is not null)`;
  const answer = target.isNumber ? await binSql(target.name, bins, answered, database) : sqlName(target.name);
  const found: number[] = [];
  for (const name of names) {
    const bin = await binSql(name, bins, answered, database);
    const cells = await database.rows<Cell>(
      `select a, b, count(*)::double as n from (select ${answer} as a, ${bin} as b from ${answered}) group by all order by all`,
    );
    found.push(informationOf(cells));
    done(found.length);
  }
  return found;
}

/** The number of a row's bin, as SQL; −1 where the value is missing. */
async function binSql(name: string, bins: number, rows: string, database: StageDatabase): Promise<string> {
  const value = `${sqlName(name)}::double`;
  const edges = (await fewValues(name, bins, rows, database)) ?? (await quantiles(value, bins, rows, database));
  const above = edges.map((edge) => `(${value} > ${edge}::double)::int`);
  return `coalesce(${above.length > 0 ? above.join(' + ') : `(${value} * 0)::int`}, -1)`;
}

/** The distinct values when there are at most `most`; the first rows mostly show that there are more. */
async function fewValues(name: string, most: number, rows: string, database: StageDatabase) {
  const present = `select ${sqlName(name)}::double as v from ${rows} where ${sqlName(name)} is not null`;
  const distinct = async (from: string) =>
    (await database.rows<{ v: number }>(`select distinct v from (${from}) limit ${most + 1}`)).map(({ v }) => v);
  if ((await distinct(`${present} limit 2048`)).length > most) return undefined;
  const all = await distinct(present);
  return all.length > most ? undefined : all;
}

async function quantiles(value: string, bins: number, rows: string, database: StageDatabase): Promise<number[]> {
  const shares = Array.from({ length: bins - 1 }, (_, at) => (at + 1) / bins);
  const [row] = await database.rows<{ edges: number[] }>(
    `select quantile_cont(${value}, [${shares.join(', ')}]) as edges from ${rows}`,
  );
  return [...new Set(row!.edges)];
}

interface Cell extends Record<string, unknown> {
  readonly a: number | string | boolean;
  readonly b: number;
  readonly n: number;
}

/** Σ p(a, b) ln(p(a, b) / (p(a) p(b))). */
function informationOf(cells: readonly Cell[]): number {
  const ofA = new Map<Cell['a'], number>();
  const ofB = new Map<number, number>();
  let all = 0;
  for (const { a, b, n } of cells) {
    ofA.set(a, (ofA.get(a) ?? 0) + n);
    ofB.set(b, (ofB.get(b) ?? 0) + n);
    all += n;
  }
  const sum = cells.reduce((total, { a, b, n }) => total + n * Math.log((n * all) / (ofA.get(a)! * ofB.get(b)!)), 0);
  return all === 0 ? 0 : Math.max(0, sum / all);
}
