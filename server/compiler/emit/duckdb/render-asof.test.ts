import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { col } from '@/nodes/kernel/expr/expr';
import type { Rel } from '@/nodes/kernel/rel/rel';
import { openTestStage, type TestStage } from '@/nodes/testing-context';
import { renderSql } from './render-rel';

let stage: TestStage;
beforeAll(async () => {
  stage = await openTestStage();
});
afterAll(async () => stage[Symbol.asyncDispose]());

/** Numbers from 0 to 1, the same for a seed. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

interface Row {
  readonly id: number;
  readonly k: number | null;
  readonly at: number | null;
}
interface Past extends Omit<Row, 'id'> {
  readonly made: number | null;
  readonly v: number | null;
}

/** Few keys and moments (in hours), so that ties are common. */
function tables(seed: number): { rows: Row[]; past: Past[] } {
  const next = numbers(seed);
  const some = (most: number) => (next() < 0.1 ? null : Math.floor(next() * most));
  return {
    rows: Array.from({ length: 60 }, (_, id) => ({ id, k: some(3), at: some(20) })),
    past: Array.from({ length: 80 }, () => ({ k: some(3), at: some(20), made: some(24), v: some(5) })),
  };
}

interface Rule {
  readonly tolerance?: number;
  readonly latest?: boolean;
  readonly knownBy?: boolean;
}

/** The rule, word by word: the latest event, then the latest made, then the larger value. */
function byHand({ rows, past }: ReturnType<typeof tables>, rule: Rule): (number | null)[] {
  const last = (value: number | null) => value ?? Number.NEGATIVE_INFINITY;
  return rows.map((row) => {
    if (row.k === null || row.at === null) return null;
    const seen = past.filter(
      ({ k, at, made }) =>
        k === row.k &&
        at !== null &&
        at <= row.at! &&
        (rule.tolerance === undefined || at >= row.at! - rule.tolerance) &&
        (!rule.knownBy || (made !== null && made <= row.at!)),
    );
    seen.sort(
      (a, b) =>
        a.at! - b.at! ||
        (rule.latest ? last(a.made) - last(b.made) : 0) ||
        // Infinity − infinity is no number: equal.
        last(a.v) - last(b.v),
    );
    return seen.at(-1)?.v ?? null;
  });
}

const moment = (hour: number | null) =>
  hour === null ? 'null::timestamp' : `timestamp '2026-01-01' + to_hours(${hour})`;
const valuesOf = (rows: readonly string[], columns: string) =>
  `(select * from (values ${rows.join(', ')}) t(${columns}))`;

async function found(given: ReturnType<typeof tables>, rule: Rule): Promise<(number | null)[]> {
  const left = given.rows.map(({ id, k, at }) => `(${id}, ${k}, ${moment(at)})`);
  const right = given.past.map(({ k, at, made, v }) => `(${k}, ${moment(at)}, ${moment(made)}, ${v}::integer)`);
  const rel: Rel = {
    op: 'asof',
    inputs: [
      { op: 'scan', key: 'rows', columns: ['id', 'k', 'at'] },
      { op: 'scan', key: 'past', columns: ['k', 'at', 'made', 'v'] },
    ],
    on: [{ left: 'k', right: 'k' }],
    time: { left: 'at', right: 'at' },
    ...(rule.tolerance === undefined ? {} : { tolerance: rule.tolerance * 3.6e9 }),
    ...(rule.latest || rule.knownBy ? { latest: 'made' } : {}),
    ...(rule.knownBy ? { knownBy: true } : {}),
    columns: [{ name: 'v', side: 'right', column: 'v' }],
  };
  const sql = renderSql(rel, {
    scan: (key) => (key === 'rows' ? valuesOf(left, 'id, k, "at"') : valuesOf(right, 'k, "at", made, v')),
    learned: () => undefined,
  });
  const rows = await stage.database.rows<{ v: number | null }>(`select v from (${sql}) order by id`);
  return rows.map(({ v }) => v);
}

describe('an as-of join', () => {
  const rules: Rule[] = [
    {},
    { tolerance: 4 },
    { latest: true },
    { latest: true, tolerance: 0 },
    { latest: true, knownBy: true },
    { latest: true, knownBy: true, tolerance: 6 },
  ];
  test.each(rules)('finds what the rule says, whatever the order of the rows: %j', async (rule) => {
    for (let seed = 1; seed <= 20; seed++) {
      const given = tables(seed);
      expect(await found(given, rule), `seed ${seed}`).toEqual(byHand(given, rule));
      const turned = { ...given, past: given.past.toReversed() };
      expect(await found(turned, rule), `seed ${seed}, turned round`).toEqual(byHand(given, rule));
    }
  });
});

describe('an as-of join of many rows', () => {
  const left: Rel = { op: 'scan', key: 'rows', columns: ['id', 'k', 'at'] };
  const joined = (input: Rel): Rel => ({
    op: 'asof',
    inputs: [input, { op: 'scan', key: 'past', columns: ['k', 'at', 'v'] }],
    on: [{ left: 'k', right: 'k' }],
    time: { left: 'at', right: 'at' },
    columns: [{ name: 'v', side: 'right', column: 'v' }],
  });
  const kept: Rel = { op: 'filter', input: left, where: { op: 'literal', type: 'bool', value: true } };
  const sorted: Rel = { op: 'sort', input: left, by: [{ of: col('k') }, { of: col('id') }] };

  test.each([
    ['from a file', left, 'id'],
    ['out of other steps', kept, 'id'],
    ['sorted before', sorted, 'k, id'],
  ])('keeps each match with its row, and the rows in their order: %s', async (_, input, order) => {
    // The value of the history is its own hour and key, so that every row tells what it should find.
    const sql = renderSql(joined(input), {
      scan: (key) =>
        key === 'rows'
          ? `(select i as id, hash(i) % 7 as k, timestamp '2026-01-01' + to_minutes((hash(i + 1) % 60000)::bigint) as "at" from range(300000) t(i))`
          : `(select k, timestamp '2026-01-01' + to_hours(h) as "at", h * 10 + k as v from range(1001) t(h), range(7) u(k))`,
      learned: () => undefined,
    });
    const [row] = await stage.database.rows<{ rows: number; wrong: number; moved: number }>(
      `with found as materialized (select *, row_number() over () as place from (${sql}))
       select count(*)::double as rows,
         (count(*) filter (where v is distinct from date_diff('hour', timestamp '2026-01-01', "at") * 10 + k))::double as wrong,
         (select count(*) from (select place, row_number() over (order by ${order}) as own from found) where place <> own)::double as moved
       from found`,
    );
    expect(row).toEqual({ rows: 300000, wrong: 0, moved: 0 });
  });
});

describe('a window', () => {
  test('gives the same for rows in any order, though places are shared', async () => {
    const { past } = tables(7);
    const rel: Rel = {
      op: 'window',
      input: { op: 'scan', key: 'past', columns: ['k', 'at', 'made', 'v'] },
      windows: (['lag', 'row_number', 'sum', 'last_present'] as const).map((fn) => ({
        name: fn,
        fn,
        ...(fn === 'row_number' ? {} : { of: col('v') }),
        by: ['k'],
        order: ['at', 'k', 'made', 'v'].map((name) => ({ of: col(name) })),
        ...(fn === 'sum' || fn === 'last_present' ? { frame: { kind: 'rows' as const, from: -2, to: 0 } } : {}),
        placedOnly: true as const,
      })),
    };
    const answer = async (rows: readonly Past[]) => {
      const cells = rows.map(({ k, at, made, v }) => `(${k}, ${moment(at)}, ${moment(made)}, ${v}::integer)`);
      const sql = renderSql(rel, { scan: () => valuesOf(cells, 'k, "at", made, v'), learned: () => undefined });
      const read = await stage.database.rows<{ row: string }>(`select t::varchar as row from (${sql}) t order by row`);
      return read.map(({ row }) => row);
    };
    const forward = await answer(past);
    expect(await answer(past.toReversed())).toEqual(forward);
    expect(forward).toHaveLength(past.length);
  });
});
