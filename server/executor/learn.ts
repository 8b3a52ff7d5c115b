import type { FitAggregate, LearnedRule } from '@/nodes/kernel/define-node';
import { type FitContext, type LearnedValues, type NodeFit, StageFailure } from '@/nodes/kernel/define-run';
import type { LearnedType, MapType, MapValue } from '@/nodes/kernel/expr/expr';
import { sqlName } from '@/nodes/kernel/expr/sql-text';
import { type LearnedFrom, learnedFrom, ROWS_READ } from '@/nodes/kernel/learned-from';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { relColumns } from '@/nodes/kernel/rel/rel-columns';
import { columnsReadBy, renderFit, renderSql, type SqlSources } from '@/server/compiler/emit/duckdb';
import type { FitStage } from '@/server/compiler/emit/run-spec';
import { rowsInOrder } from './rows-in-order';

/** Where the rows are, and who can be asked. */
export interface LearnParts extends Pick<FitContext<unknown>, 'database' | 'signal' | 'progress'> {
  readonly sources: SqlSources;
  /** The node's own `fit`, loaded only when the stage has work for it. */
  loadFit(): Promise<NodeFit>;
}

type Fit = Pick<FitStage, 'rel' | 'aggregates' | 'task'>;

/** All that a fit learns. Refuses as the rules say. */
export const learn = async (fit: Fit, parts: LearnParts): Promise<LearnedValues> =>
  (await learnFrom(fit, parts)).values;

/** Aggregates in one query, the rest by the node's own `fit`; and from which rows. */
export async function learnFrom(
  { rel, aggregates, task }: Fit,
  { sources, loadFit, ...parts }: LearnParts,
): Promise<{ readonly values: LearnedValues; readonly from: LearnedFrom }> {
  // What code reads is not known: all it is given counts.
  const columns = task ? relColumns(rel).filter((name) => !name.startsWith('$')) : columnsReadBy(aggregates);
  const ordered = await rowsInOrder(rel, columns, sources, parts.database);
  const row = await aggregated(ordered.rel, aggregates, columns, ordered.sources, parts);
  const rows: RowsSeen = { count: Number(row[ROWS_READ.count]), words: rel.op === 'part' ? 'training rows' : 'rows' };
  const found = checked(aggregates, row, rows);
  const part = rel.op === 'part' ? 'train' : null;
  const from = learnedFrom({ count: row[ROWS_READ.count], hash: row[ROWS_READ.hash] }, part, columns);
  if (!task) return { values: found, from };
  const learnByTask = await loadFit();
  const source = `(${renderSql(ordered.rel, ordered.sources)})`;
  const { config, schema, learns } = task;
  const values = {
    ...found,
    ...checked(learns, await learnByTask({ config, schema, learns, rows: source, ...parts }), rows),
  };
  return { values, from };
}

async function aggregated(
  rel: Rel,
  aggregates: Readonly<Record<string, FitAggregate>>,
  columns: readonly string[],
  sources: SqlSources,
  { database }: Pick<LearnParts, 'database'>,
): Promise<Readonly<Record<string, unknown>>> {
  const picked = Object.entries(aggregates).map(([name, { type }]) => pick(name, type));
  picked.push(...Object.values(ROWS_READ).map(sqlName));
  const query = renderFit(rel, aggregates, sources, columns);
  const [row] = await database.rows(`select ${picked.join(', ')} from (${query})`);
  return row!;
}

/** Dates as ISO text, so that no engine's own date object is met. */
function pick(name: string, type: LearnedType): string {
  const column = sqlName(name);
  return type === 'date' || type === 'timestamp' ? `${column}::varchar as ${column}` : column;
}

function checked(
  rules: Readonly<Record<string, LearnedRule>>,
  values: Readonly<Record<string, unknown>>,
  rows: RowsSeen,
): LearnedValues {
  return Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => {
      const value = plainValue(name, rule.type, values[name]);
      refuse(rule, value, rows);
      return [name, { type: rule.type, value }];
    }),
  );
}

/** A value as JSON keeps it. Throws when it is not of its type: the node would be wrong. */
function plainValue(name: string, type: LearnedType, value: unknown): unknown {
  if (isMap(type)) return plainMap(name, value);
  if (value === null || value === undefined) return type.endsWith('-list') ? [] : null;
  if (type.endsWith('-list') !== Array.isArray(value)) throw new Error(`“${name}” was learned as no ${type}`);
  return Array.isArray(value) ? value.map(plainScalar) : plainScalar(value);
}

const isMap = (type: LearnedType): type is MapType => type.endsWith('-map');

function plainMap(name: string, value: unknown): MapValue {
  const { keys, values } = (value ?? {}) as Partial<MapValue>;
  if ((keys?.length ?? 0) !== (values?.length ?? 0)) throw new Error(`“${name}” was learned as no map`);
  return { keys: keys ?? [], values: (values ?? []).map((item) => plainScalar(item) as number | string) };
}

/** JSON has neither NaN nor 64-bit integers: a NaN is no value, and a large integer travels as text. */
function plainScalar(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return value;
}

interface RowsSeen {
  readonly count: number;
  readonly words: string;
}

function refuse({ required, atMost }: LearnedRule, value: unknown, rows: RowsSeen): void {
  const count = sizeOf(value);
  if (required !== undefined && count === 0) {
    // Of no rows “every row misses it” is true and helps nobody.
    if (rows.count > 0) throw new StageFailure(required, { kind: 'data' });
    const hint = 'Look at the filters above, and at the shares of the split.';
    throw new StageFailure(`There are no ${rows.words} to learn from.`, { kind: 'data', hint });
  }
  if (atMost !== undefined && count > atMost.count) throw new StageFailure(atMost.message, { kind: 'data' });
}

/** How many items a value has. */
function sizeOf(value: unknown): number {
  if (value === null) return 0;
  if (Array.isArray(value)) return value.length;
  return typeof value === 'object' ? (value as MapValue).keys.length : 1;
}
