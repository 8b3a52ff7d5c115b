import { defineFit } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { type Config, type CutColumn, cutColumns, edgesName } from './definition';
import { innerEdges } from './edges';

/** Learns the edges between bins of equal counts or equal width; none for a column without two different values. */
export const fit = defineFit<Config>(async ({ config, schema, rows, database, learns }) => {
  const cut = cutColumns(config, schema).filter(({ column }) => edgesName(column.name) in learns);
  const columns = cut.map((part, at) => `${boundsSql(part)} as "${at}"`);
  const [row] = await database.rows<Record<string, (number | null)[] | null>>(
    `select ${columns.join(', ')} from ${rows}`,
  );
  return Object.fromEntries(
    cut.map((part, at) => {
      const bounds = (row?.[at] ?? []).filter((bound) => bound !== null);
      return [
        edgesName(part.column.name),
        innerEdges(part.cut.method === 'equal-width' ? steps(bounds, part) : bounds),
      ];
    }),
  );
});

/** All quantiles between bins, or the smallest and the largest value. */
function boundsSql({ column, cut }: CutColumn): string {
  const value = `${sqlName(column.name)}::double`;
  if (cut.method === 'equal-width') return `[min(${value}), max(${value})]`;
  const shares = Array.from({ length: cut.bins + 1 }, (_, at) => `${at / cut.bins}::double`);
  return `quantile_cont(${value}, [${shares.join(', ')}])`;
}

/** From the smallest to the largest value in equal steps, as numpy's linspace makes them. */
function steps(bounds: readonly number[], { cut }: CutColumn): number[] {
  const [low, high] = bounds;
  if (low === undefined || high === undefined) return [];
  const step = (high - low) / cut.bins;
  return Array.from({ length: cut.bins + 1 }, (_, at) => {
    const share = at / cut.bins;
    if (at === cut.bins) return high;
    // The distance of the largest doubles is no double.
    return Number.isFinite(step) ? low + at * step : low * (1 - share) + high * share;
  });
}
