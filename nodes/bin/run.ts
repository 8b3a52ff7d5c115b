import { defineFit, type StageDatabase } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { type Config, type CutColumn, cutColumns, edgesName } from './definition';
import { innerEdges } from './edges';

/** Learns the edges between bins of equal counts or equal width; none for a column without two different values. */
export const fit = defineFit<Config>(async ({ config, schema, rows, database, learns, signal, progress }) => {
  const cut = cutColumns(config, schema).filter(({ column }) => edgesName(column.name) in learns);
  const learned: Record<string, number[]> = {};
  for (const [done, part] of cut.entries()) {
    signal.throwIfAborted();
    progress(done, cut.length, part.column.name);
    const edges =
      part.cut.method === 'equal-width' ? await steps(part, rows, database) : await quantiles(part, rows, database);
    learned[edgesName(part.column.name)] = innerEdges(edges);
  }
  return learned;
});

/** From the smallest to the largest value in equal steps, as numpy's linspace makes them. */
async function steps({ column, cut }: CutColumn, rows: string, database: StageDatabase): Promise<number[]> {
  const value = `${sqlName(column.name)}::double`;
  const [row] = await database.rows<{ low: number | null; high: number | null }>(
    `select min(${value}) as low, max(${value}) as high from ${rows}`,
  );
  const { low, high } = row!;
  if (low === null || high === null) return [];
  const step = (high - low) / cut.bins;
  return Array.from({ length: cut.bins + 1 }, (_, at) => {
    const share = at / cut.bins;
    if (at === cut.bins) return high;
    // The distance of the largest doubles is no double.
    return Number.isFinite(step) ? low + at * step : low * (1 - share) + high * share;
  });
}

/** Sorted here, a column at a time: DuckDB's quantile_cont takes time for each of fifty quantiles, and memory for all columns. */
async function quantiles({ column, cut }: CutColumn, rows: string, database: StageDatabase): Promise<number[]> {
  const name = sqlName(column.name);
  const [values] = await database.doubles(`select ${name}::double as "value" from ${rows} where ${name} is not null`, [
    'value',
  ]);
  if (values === undefined || values.length === 0) return [];
  values.sort();
  return Array.from({ length: cut.bins + 1 }, (_, at) => quantile(values, at / cut.bins));
}

/** Interpolated linearly between the two nearest of ascending values (Hyndman and Fan's type 7, numpy's default). */
function quantile(values: Float64Array, share: number): number {
  const place = (values.length - 1) * share;
  const below = Math.floor(place);
  const [low, high] = [values[below]!, values[Math.min(below + 1, values.length - 1)]!];
  return low === high ? low : low * (1 - (place - below)) + high * (place - below);
}
