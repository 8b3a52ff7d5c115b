import { defineFit, type FitContext, findColumn } from '../kernel';
import { sqlName } from '../kernel/expr/sql-text';
import { correlations, independent, squarable } from './correlation';
import { candidates } from './definition';
import { mutualInformation } from './mutual-information';
import type { Config } from './settings';

/** What each column scored, and which were kept. */
interface Choice {
  readonly scores: ReadonlyMap<string, number>;
  readonly kept: readonly string[];
}

/** Chooses columns by what the training rows say of them. */
export const fit = defineFit<Config>(async (context) => {
  const names = candidates(context.config, context.schema).map(({ name }) => name);
  const choice = await CHOOSE[context.config.by](names, context);
  const kept = new Set(choice.kept);
  // As text is ordered in the engine: by code point.
  const scored = [...choice.scores].sort(([a], [b]) => Buffer.from(a).compare(Buffer.from(b)));
  return {
    chosen: names.filter((name) => kept.has(name)),
    scores: { keys: scored.map(([name]) => name), values: scored.map(([, score]) => score) },
    kept: kept.size,
    'left out': names.filter((name) => !kept.has(name)).join(', '),
  };
});

type Choose = (names: readonly string[], context: FitContext<Config>) => Promise<Choice>;

const CHOOSE: Readonly<Record<Config['by'], Choose>> = {
  variance: byVariance,
  correlation: byCorrelation,
  'mutual-information': byInformation,
};

/** A column too large for a variance varies; one without values does not. */
async function byVariance(names: readonly string[], { config, rows, database }: FitContext<Config>): Promise<Choice> {
  const columns = names.flatMap((name, at) => [
    `var_pop(${squarable(name)}) as v${at}`,
    `count(*) filter (where ${squarable(name)} is null and ${sqlName(name)} is not null)::double as n${at}`,
  ]);
  const [row] = await database.rows<Record<string, number | null>>(`select ${columns.join(', ')} from ${rows}`);
  const scores = new Map(
    names.flatMap((name, at) => (row![`v${at}`] == null ? [] : [[name, row![`v${at}`]!] as const])),
  );
  const kept = names.filter((name, at) => row![`n${at}`]! > 0 || (scores.get(name) ?? 0) > config.leastVariance);
  return { scores, kept };
}

async function byCorrelation(names: readonly string[], context: FitContext<Config>): Promise<Choice> {
  const { config, schema, rows, database } = context;
  const target = findColumn(schema, config.target);
  const isNumber = target !== undefined && target.type !== 'text';
  const withTarget = isNumber
    ? await correlations(
        names.map((name) => [name, target.name] as const),
        rows,
        database,
      )
    : names.map(() => null);
  const closeness = new Map(names.map((name, at) => [name, Math.abs(withTarget[at] ?? 0)]));
  const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
  const found = await correlations(pairs, rows, database);
  const byPair = new Map(pairs.map((pair, at) => [JSON.stringify(pair), found[at]!]));
  const place = new Map(names.map((name, at) => [name, at]));
  // Sorting is stable: without a target, or as close to it, the column that comes first is kept.
  const ordered = [...names].sort((a, b) => closeness.get(b)! - closeness.get(a)!);
  const correlation = (a: string, b: string) =>
    byPair.get(JSON.stringify(place.get(a)! < place.get(b)! ? [a, b] : [b, a])) ?? null;
  const strongest = names.map((name) => {
    const others = names.filter((other) => other !== name);
    return [name, Math.max(0, ...others.map((other) => Math.abs(correlation(name, other) ?? 0)))] as const;
  });
  return { scores: new Map(strongest), kept: independent(ordered, correlation, config.mostCorrelation) };
}

async function byInformation(names: readonly string[], context: FitContext<Config>): Promise<Choice> {
  const { config, schema, rows, database, progress, signal } = context;
  const type = findColumn(schema, config.target)?.type;
  const target = { name: config.target, isNumber: type !== 'text' };
  const information = await mutualInformation(names, target, config.bins, rows, database, (count) => {
    signal.throwIfAborted();
    progress(count, names.length, names[count]);
  });
  const scores = new Map(names.map((name, at) => [name, information[at]!]));
  const kept = [...names].sort((a, b) => scores.get(b)! - scores.get(a)!).slice(0, config.most);
  return { scores, kept };
}
