import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Breather } from '../breather';
import { Arena } from '../wasm/arena';
import { Crew } from '../wasm/crew';
import { fillBinnedData, planBinnedData } from './binned-data';
import { binCount, type FeatureBins, findBins } from './bins';
import { groupFeatures } from './feature-groups';

let crew: Crew;
beforeAll(async () => {
  crew = await Crew.start(2);
});
afterAll(() => crew.close());

/** Bins of the columns, and the bin the kernels give each value, unpacked from its group's byte. */
async function binned(columns: Float64Array[], maxBins: number): Promise<{ bins: FeatureBins[]; of: number[][] }> {
  const rowCount = columns[0]!.length;
  const data = { columns, featureNames: columns.map(String), rowCount, target: new Float64Array(rowCount) };
  const breather = new Breather(new AbortController().signal);
  const bins = await findBins(crew, breather, data, maxBins, 1);
  const arena = new Arena();
  const plan = planBinnedData(arena, groupFeatures(bins.map(binCount)), rowCount);
  const scratch = { scratchAt: arena.take(rowCount * 8), boundsAt: arena.take(2048) };
  crew.reserve(arena.end);
  await fillBinnedData(crew, breather, plan, data, bins, scratch);
  const of = columns.map(() => new Array<number>(rowCount).fill(0));
  const memory = new Uint8Array(crew.memory.buffer);
  plan.groups.forEach(({ members }, group) => {
    for (const member of members) {
      for (let row = 0; row < rowCount; row++) {
        const code = memory[plan.columnsAt + group * plan.columnBytes + row]!;
        expect(memory[plan.rowsAt + row * plan.rowBytes + group]).toBe(code);
        of[member.feature]![row] = Math.floor(code / member.multiplier) % member.bins;
      }
    }
  });
  return { bins, of };
}

const bits = new BigInt64Array(1);
const double = new Float64Array(bits.buffer);
/** The double that many steps further from zero. */
function stepped(x: number, steps: number): number {
  double[0] = x;
  bits[0] = bits[0]! + BigInt(steps);
  return double[0]!;
}

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(0, -0, Number.MIN_VALUE, -Number.MIN_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE),
  // Neighbours of one value, at a size where float32 would see only one.
  fc.integer({ min: 0, max: 6 }).map((steps) => stepped(1_700_000_000, steps)),
  fc.constant(Number.NaN),
);

it('puts x in bin b or below exactly when x <= bounds[b], for any doubles', async () => {
  const column = fc.array(value, { minLength: 40, maxLength: 40 }).map((values) => Float64Array.from(values));
  const columns = fc.array(column, { minLength: 1, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(columns, fc.integer({ min: 2, max: 255 }), async (given, maxBins) => {
      const { bins, of } = await binned(given, maxBins);
      given.forEach((values, feature) => {
        const { bounds, hasMissing } = bins[feature]!;
        expect(bounds.length).toBeLessThan(maxBins);
        expect(hasMissing).toBe(values.some(Number.isNaN));
        bounds.forEach((bound, b) => {
          expect(Number.isFinite(bound)).toBe(true);
          if (b > 0) expect(bound).toBeGreaterThan(bounds[b - 1]!);
          // Somewhere between values: none is beyond every value, none before all.
          expect(values.some((x) => x <= bound) && values.some((x) => x > bound)).toBe(true);
        });
        values.forEach((x, row) => {
          const bin = of[feature]![row]!;
          if (Number.isNaN(x)) expect(bin).toBe(bounds.length + 1);
          else bounds.forEach((bound, b) => void expect(bin <= b).toBe(x <= bound));
        });
      });
    }),
    { numRuns: 150 },
  );
});

it('gives every value a bin of its own when there are enough', async () => {
  const { bins } = await binned([Float64Array.from({ length: 1000 }, (_, row) => row % 255)], 255);
  expect(Array.from(bins[0]!.bounds)).toEqual(Array.from({ length: 254 }, (_, b) => b + 0.5));
});

it('cuts many values into bins of about equal count, a frequent one apart', async () => {
  const values = Float64Array.from({ length: 10_000 }, (_, row) => (row % 2 ? 5000 : row));
  const { bins, of } = await binned([values], 100);
  expect(bins[0]!.bounds.length).toBeGreaterThan(90);
  const counts = new Map<number, number>();
  for (const bin of of[0]!) counts.set(bin, (counts.get(bin) ?? 0) + 1);
  const sizes = [...counts.values()].sort((a, b) => b - a);
  // Half a bin or less before it may go along.
  expect(sizes[0]).toBeGreaterThanOrEqual(5001);
  expect(sizes[0]).toBeLessThan(5060);
  expect(sizes[1]).toBeLessThan(120);
});

it('packs narrow features together and leaves constants out', () => {
  const groups = groupFeatures([2, 256, 2, 1, 2, 100, 2]);
  expect(groups.map(({ members }) => members.map(({ feature }) => feature))).toEqual([[0, 2, 4, 6], [5], [1]]);
  expect(groups.map(({ codes }) => codes)).toEqual([16, 100, 256]);
});
