import { defineFit, isNumeric, type StageDatabase, StageFailure } from '../kernel';
import { LOGARITHM_BELOW } from '../kernel/expr/onnx/power-transforms';
import { sqlName } from '../kernel/expr/sql-text';
import { type Config, learnedName, type Transformation, transformations } from './definition';
import { estimateLambda, type PowerFamily } from './estimate-lambda';
import { isPower, TRANSFORMS } from './methods';

/** Learns λ by maximum likelihood, and the mean and deviation of what it makes; refuses rows outside the domain. */
export const fit = defineFit<Config>(async ({ config, schema, rows, database, learns, signal, progress }) => {
  const parts = transformations(config, schema);
  const learned: Record<string, unknown> = {};
  if (config.outside === 'refuse') {
    await refuseOutside(parts, rows, database);
    for (const { column } of parts) learned[learnedName.inside(column.name)] = true;
  }
  const powers = parts.filter((part) => isPower(part.method));
  for (const [done, { column, method }] of powers.entries()) {
    signal.throwIfAborted();
    progress(done, powers.length, column.name);
    const found = await learnPower(method as PowerFamily, column.name, config.standardise, rows, database);
    if (found === undefined) continue;
    learned[learnedName.lambda(column.name)] = found.lambda;
    if (!found.spread) continue;
    learned[learnedName.mean(column.name)] = found.spread.mean;
    learned[learnedName.deviation(column.name)] = found.spread.deviation;
  }
  return Object.fromEntries(Object.keys(learns).map((name) => [name, learned[name] ?? null]));
});

/** Undefined when no training row has a value it is defined for. */
async function learnPower(
  family: PowerFamily,
  column: string,
  withSpread: boolean,
  rows: string,
  database: StageDatabase,
) {
  const value = `${sqlName(column)}::double`;
  const inside = TRANSFORMS[family].domain?.sql(value) ?? `${value} is not null`;
  const [values] = await database.doubles(`select ${value} as "value" from ${rows} where ${inside}`, ['value']);
  if (values === undefined || values.length === 0) return undefined;
  // Of equal values every λ is as good; 1 leaves them as they are.
  const lambda = estimateLambda(family, withSpread ? values.slice() : values) ?? 1;
  if (!withSpread) return { lambda };
  return { lambda, spread: meanAndDeviation(values, (x) => powerOf(family, x, lambda)) };
}

/** As the expression language computes it. */
function powerOf(family: PowerFamily, x: number, lambda: number): number {
  if (family === 'box-cox') return raised(x, lambda);
  return x < 0 ? -raised(1 - x, 2 - lambda) : raised(x + 1, lambda);
}

const raised = (base: number, lambda: number): number =>
  Math.abs(lambda) < LOGARITHM_BELOW ? Math.log(base) : (base ** lambda - 1) / lambda;

function meanAndDeviation(values: Float64Array, of: (value: number) => number) {
  let mean = 0;
  let squares = 0;
  let count = 0;
  for (const value of values) {
    const y = of(value);
    // Too large for a float: missing, as the expression has it.
    if (!Number.isFinite(y)) continue;
    const before = y - mean;
    mean += before / ++count;
    squares += before * (y - mean);
  }
  return count === 0 ? undefined : { mean, deviation: Math.sqrt(squares / count) };
}

async function refuseOutside(parts: readonly Transformation[], rows: string, database: StageDatabase): Promise<void> {
  const limited = parts.flatMap(({ column, method }) => {
    const { domain, label } = TRANSFORMS[method];
    return domain && isNumeric(column.type) ? [{ name: column.name, domain, label }] : [];
  });
  if (limited.length === 0) return;
  const counts = limited.map(
    ({ name, domain }, at) => `count(*) filter (where not (${domain.sql(`${sqlName(name)}::double`)})) as "${at}"`,
  );
  const [row] = await database.rows<Record<string, bigint>>(`select ${counts.join(', ')} from ${rows}`);
  for (const [at, { name, domain, label }] of limited.entries()) {
    const count = Number(row![at]);
    if (count > 0)
      throw new StageFailure(
        `${count.toLocaleString('en')} training ${count === 1 ? 'row has' : 'rows have'} a value of ${name} that is not ${domain.words}, and ${label} is not defined for ${count === 1 ? 'it' : 'them'}.`,
        { kind: 'data', hint: 'Use Yeo-Johnson, make such values missing, or filter them out before.' },
      );
  }
}
