import { describe, expect, test } from 'vitest';
import { specOf, type TaskInWords } from '@/server/worker/fixtures/specs';
import { planRun } from './plan-run';

const words = (tasks: Record<string, TaskInWords>) => specOf(tasks);
const keysOf = ({ spec }: ReturnType<typeof specOf>, ...ids: string[]) =>
  new Map(
    spec.stages
      .filter((stage) => ids.includes(stage.id))
      .flatMap((stage) => stage.outputs.map((output) => [output.key, 3] as const)),
  );
const states = (plan: ReturnType<typeof planRun>) => Object.fromEntries(plan.map((one) => [one.stage.id, one.state]));

const chain: Record<string, TaskInWords> = {
  source: { type: 'value' },
  fit: { type: 'sum', reads: 'source' },
  train: { type: 'sum', config: { rounds: 10 }, reads: 'fit' },
};

describe('a plan', () => {
  test('runs everything the first time', () => {
    const { spec } = words(chain);
    expect(states(planRun(spec, { catalogue: new Map() }))).toEqual({
      source: 'waiting',
      fit: 'waiting',
      train: 'waiting',
    });
  });

  test('reuses what is there, and skips what nobody then needs', () => {
    const made = words(chain);
    const plan = planRun(made.spec, { catalogue: keysOf(made, 'source', 'train') });
    expect(states(plan)).toEqual({ source: 'reused', fit: 'skipped', train: 'reused' });
    expect(plan[0]!.reason).toBe('Reused from run 3: same data and settings.');
    expect(plan[1]!.reason).toContain('Not needed');
  });

  test('runs a gate although all below it is reused, and makes what publishes wait for it', () => {
    const made = words({
      source: { type: 'value' },
      check: { type: 'gate', reads: 'source', outputs: ['report'] },
      train: { type: 'value', config: { rounds: 1 }, gates: ['check'] },
      deploy: { type: 'sum', reads: 'train', publishes: true },
    });
    const plan = planRun(made.spec, { catalogue: keysOf(made, 'source', 'train', 'deploy') });
    expect(states(plan)).toEqual({ source: 'reused', check: 'waiting', train: 'reused', deploy: 'waiting' });
    expect(plan[3]).toMatchObject({
      waitsFor: ['check'],
      gates: ['check'],
      reason: 'Always runs: it acts outside the pipeline.',
    });
  });

  test('runs only what a named node needs', () => {
    const made = words({ ...chain, other: { type: 'value', config: { value: 2 } } });
    expect(states(planRun(made.spec, { catalogue: new Map(), targets: ['fit'] }))).toEqual({
      source: 'waiting',
      fit: 'waiting',
      train: 'skipped',
      other: 'skipped',
    });
  });

  test('says which setting changed, at the node or above it', () => {
    const before = words(chain);
    const previous = { number: 3, document: before.document, stages: before.spec.stages, states: {} };
    const after = words({ ...chain, fit: { type: 'sum', config: { strategy: 'mean' }, reads: 'source' } });
    const plan = planRun(after.spec, { catalogue: keysOf(after, 'source'), document: after.document, previous });
    expect(plan.map((one) => one.reason)).toEqual([
      'Reused from run 3: same data and settings.',
      'Changed: fit: strategy → mean.',
      'Changed upstream: fit: strategy → mean.',
    ]);
  });

  test('names the value of a parameter by the setting that it is bound to', () => {
    const bound = (rounds: number): Record<string, TaskInWords> => ({ train: { type: 'value', config: { rounds } } });
    const drawing = (made: ReturnType<typeof words>) => ({
      ...made.document,
      parameters: { rounds: { type: 'int' as const, default: 120 } },
      nodes: { train: { ...made.document.nodes.train!, config: { rounds: { $param: 'rounds' } } } },
    });
    const [before, after] = [words(bound(120)), words(bound(483))];
    const previous = { number: 1, document: drawing(before), stages: before.spec.stages, states: {} };
    const plan = planRun(after.spec, {
      catalogue: new Map(),
      document: drawing(after),
      parameters: { rounds: 483 },
      previous,
    });
    expect(plan[0]!.reason).toBe('Changed: train: rounds 120 → 483.');
  });

  test('says so when a result has gone', () => {
    const made = words(chain);
    const previous = { number: 3, document: made.document, stages: made.spec.stages, states: {} };
    const plan = planRun(made.spec, { catalogue: new Map(), document: made.document, previous });
    expect(plan[2]!.reason).toBe('Its result is not in the store.');
  });

  test('says how the run before ended, where nothing changed since', () => {
    const made = words({ ...chain, other: { type: 'value', config: { value: 2 } } });
    const states = { source: 'cancelled', fit: 'failed', train: 'skipped' } as const;
    const previous = { number: 12, document: made.document, stages: made.spec.stages.slice(0, 3), states };
    const plan = planRun(made.spec, { catalogue: new Map(), document: made.document, previous });
    expect(plan.map((one) => one.reason)).toEqual([
      'Run 12 was cancelled before it was done.',
      'It failed in run 12.',
      'Run 12 did not come to it.',
      'Not part of run 12.',
    ]);
  });

  test('names what changed above once, however many ways lead down, and no more than three', () => {
    const wide = (value: number): Record<string, TaskInWords> => ({
      a: { type: 'value', config: { a: value, b: value, c: value, d: value } },
      b: { type: 'sum', reads: 'a' },
      c: { type: 'sum', config: { twice: 1 }, reads: 'b' },
    });
    const [before, after] = [words(wide(1)), words(wide(2))];
    const previous = { number: 1, document: before.document, stages: before.spec.stages, states: {} };
    const plan = planRun(after.spec, { catalogue: new Map(), document: after.document, previous });
    expect(plan[2]!.reason).toBe('Changed upstream: a: a 1 → 2, a: b 1 → 2, a: c 1 → 2 and 1 more.');
  });

  test('runs a node and what follows it anew, and reuses what lies above', () => {
    const made = words({ ...chain, other: { type: 'value', config: { value: 2 } } });
    const catalogue = keysOf(made, 'source', 'fit', 'train', 'other');
    const plan = planRun(made.spec, { catalogue, document: made.document, from: ['fit'] });
    expect(states(plan)).toEqual({ source: 'reused', fit: 'waiting', train: 'waiting', other: 'reused' });
    expect(plan.map(({ anew }) => anew)).toEqual([false, true, true, false]);
    expect(plan[2]).toMatchObject({ waitsFor: ['fit'], reason: 'Run anew, as asked: from fit on.' });
  });
});
