import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import { trainBoostedTrees } from '@/server/training';
import type { RunSpec } from '../emit/run-spec';
import { relsOf } from '../passes/partition/row-state';
import { candidates, changeTestRows } from '../testing/leakage/change-test-rows';
import { type Laboratory, type Learned, openLaboratory } from '../testing/leakage/learn-in-duckdb';
import { analyzed, randomPipeline } from '../testing/leakage/random-pipeline';
import { randomTables } from '../testing/leakage/random-tables';

/** How many pipelines are drawn; LEAKAGE_PIPELINES=5000 for a long run, LEAKAGE_FROM for other seeds. */
const COUNT = Number(process.env.LEAKAGE_PIPELINES ?? 60);
const FROM = Number(process.env.LEAKAGE_FROM ?? 1);

let laboratory: Laboratory;
beforeAll(() => {
  laboratory = openLaboratory();
});
afterAll(() => laboratory.close());

interface Tally {
  drawn: number;
  refused: Record<string, number>;
  byContent: number;
  compared: number;
  fits: number;
  models: number;
  trained: number;
  types: Record<string, number>;
  rows: { changed: number; added: number; deleted: number };
  rounds: number;
  judged: number;
}

/** Draws a pipeline, learns, changes its test rows, learns again; says what differs. */
async function tryPipeline(seed: number, tally: Tally): Promise<string[]> {
  const doc = randomPipeline(seed);
  const { spec, diagnostics } = analyzed(doc);
  tally.drawn += 1;
  const against = diagnostics.filter(({ code, severity }) => severity === 'error' || code.startsWith('leak-'));
  if (!spec || against.length > 0) {
    for (const code of new Set(against.map((entry) => entry.code)))
      tally.refused[code] = (tally.refused[code] ?? 0) + 1;
    return [];
  }
  // Without a key the whole row decides its label, so that a changed row may be another's.
  if (labelsOf(spec).some(({ method, identity }) => method.kind === 'random' && identity === undefined)) {
    tally.byContent += 1;
    return [];
  }
  const tables = randomTables(seed);
  const before = await laboratory.learn(spec, tables).catch(refusedByData);
  if (!before) return [];
  const splits = Object.values(doc.nodes).filter(({ type }) => type === 'split');
  const ranked = splits.some(({ config }) => ['stratified', 'time'].includes(String(config.method)));
  const isHeldBack = (labels: ReadonlySet<string> | undefined) => labels !== undefined && !labels.has('train');
  const drawnFrom = candidates(seed);
  const asked = ranked
    ? undefined
    : await laboratory.learn(spec, { ...tables, people: [...tables.people, ...drawnFrom] }).catch(refusedByData);
  const newcomers = asked ? drawnFrom.filter(({ id }) => isHeldBack(asked.labels.get(id as number))) : [];
  const isTest = (id: number) => isHeldBack(before.labels.get(id));
  const { tables: others, ...rows } = changeTestRows(tables, seed + 1, { isTest, newcomers, ranked });
  const after = await laboratory.learn(spec, others).catch(refusedByData);
  if (!after) return [];
  tally.compared += 1;
  tally.fits += Object.keys(before.fits).length;
  tally.models += Object.keys(before.training).length;
  for (const { type } of Object.values(doc.nodes)) tally.types[type] = (tally.types[type] ?? 0) + 1;
  for (const what of ['changed', 'added', 'deleted'] as const) tally.rows[what] += rows[what];
  const isTrained = tally.compared % 8 === 0;
  if (isTrained) tally.trained += 1;
  return [
    ...(isTrained && (await trainedOn(before)) !== (await trainedOn(after)) ? ['the trained model'] : []),
    ...Object.keys(before.fits).filter((key) => before.fits[key] !== after.fits[key]),
    ...Object.keys(before.training).filter((id) => before.training[id] !== after.training[id]),
    ...(await tryRound(seed, { doc, spec, tables, before }, tally)),
  ];
}

/** Changes the rows that one round of folds judges; says what the round learns otherwise for it. */
async function tryRound(
  seed: number,
  drawn: { doc: GraphDoc; spec: RunSpec; tables: ReturnType<typeof randomTables>; before: Learned },
  tally: Tally,
): Promise<string[]> {
  const { doc, spec, tables, before } = drawn;
  const numbers = [...before.rounds.keys()];
  if (numbers.length === 0 || labelsOf(spec).some(({ folds, identity }) => folds && identity === undefined)) return [];
  const number = numbers[seed % numbers.length]!;
  const round = before.rounds.get(number)!;
  const splits = Object.values(doc.nodes).filter(({ type }) => type === 'split');
  const ranked = splits.some(({ config }) =>
    [config.method, (config.folds as { kind: string }).kind].some((kind) =>
      ['stratified', 'time'].includes(String(kind)),
    ),
  );
  const isTest = (id: number) => round.judged.has(id);
  const { tables: others, changed } = changeTestRows(tables, seed + 2, { isTest, newcomers: [], ranked });
  const after = (await laboratory.learn(spec, others).catch(refusedByData))?.rounds.get(number);
  if (!after) return [];
  tally.rounds += 1;
  tally.judged += changed;
  return [
    ...Object.keys(round.fits).filter((key) => round.fits[key] !== after.fits[key]),
    ...Object.keys(round.training).filter((id) => round.training[id] !== after.training[id]),
  ].map((what) => `${what} in round ${number}`);
}

/** A model of the numbers among the training rows, as JSON. */
async function trainedOn({ training }: Learned): Promise<string> {
  const rows = Object.values(training).flatMap((text) => JSON.parse(text) as Record<string, unknown>[]);
  const names = Object.keys(rows[0] ?? {}).filter((name) => typeof rows[0]![name] === 'number');
  if (rows.length < 20 || names.length === 0) return '';
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name] ?? Number.NaN));
  const model = await trainBoostedTrees(
    {
      columns: names.map(column),
      featureNames: names,
      rowCount: rows.length,
      target: Float64Array.from(rows, (row) => Number(row.target)),
    },
    { task: 'regression', seed: 7, rounds: 5, leaves: 4, minDataInLeaf: 5, learningRate: 0.1, lambdaL2: 0 },
    { signal: new AbortController().signal, threads: 1, onProgress: () => {} },
  );
  return JSON.stringify(model);
}

const labelsOf = ({ stages }: RunSpec) =>
  stages.flatMap((stage) => {
    if (stage.kind === 'task') return [];
    return (stage.kind === 'fit' ? [stage.rel] : Object.values(stage.relations)).flatMap((rel) => relsOf(rel, 'label'));
  });

/** A fit may find nothing to learn from; that is no leak. */
function refusedByData(error: unknown): undefined {
  if (error instanceof Error && error.name === 'StageFailure') return undefined;
  throw error;
}

describe('random pipelines', () => {
  it(
    'learn the same to the bit when test rows change, come and go, and in a round when the rows it judges do',
    async () => {
      const tally: Tally = {
        drawn: 0,
        refused: {},
        byContent: 0,
        compared: 0,
        fits: 0,
        models: 0,
        trained: 0,
        types: {},
        rows: { changed: 0, added: 0, deleted: 0 },
        rounds: 0,
        judged: 0,
      };
      for (let seed = FROM; seed < FROM + COUNT; seed++) {
        const differs = await tryPipeline(seed, tally).catch((error) => {
          throw new Error(`seed ${seed}: ${JSON.stringify(randomPipeline(seed), undefined, 1)}`, { cause: error });
        });
        expect(differs, `seed ${seed}: ${JSON.stringify(randomPipeline(seed))}`).toEqual([]);
      }
      if (process.env.LEAKAGE_PIPELINES) console.log(tally);
      expect(tally.compared).toBeGreaterThan(COUNT / 4);
      expect(tally.fits).toBeGreaterThan(COUNT / 4);
      expect(tally.rows.changed).toBeGreaterThan(COUNT);
      expect(tally.rounds).toBeGreaterThan(COUNT / 10);
      expect(tally.judged).toBeGreaterThan(COUNT);
    },
    COUNT * 2000,
  );
});
