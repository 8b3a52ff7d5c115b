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
    const previous = { document: before.document, stages: before.spec.stages };
    const after = words({ ...chain, fit: { type: 'sum', config: { strategy: 'mean' }, reads: 'source' } });
    const plan = planRun(after.spec, { catalogue: keysOf(after, 'source'), document: after.document, previous });
    expect(plan.map((one) => one.reason)).toEqual([
      'Reused from run 3: same data and settings.',
      'Changed: fit: strategy → mean.',
      'Changed upstream: fit: strategy → mean.',
    ]);
  });

  test('says so when a result has gone', () => {
    const made = words(chain);
    const previous = { document: made.document, stages: made.spec.stages };
    const plan = planRun(made.spec, { catalogue: new Map(), document: made.document, previous });
    expect(plan[2]!.reason).toBe('Its result is not in the store.');
  });
});
