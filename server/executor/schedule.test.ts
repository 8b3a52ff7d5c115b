import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventOf, startEvent } from './drive-schedule';
import { emptySchedule, reduce, type Schedule } from './schedule';
import { dag, step } from './schedule.arbitrary';

const workers = ['w0', 'w1'];

/** Plays random steps, then lets everything that can run succeed. */
function play(
  parents: readonly (readonly number[])[],
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
) {
  let schedule: Schedule = emptySchedule;
  const published = new Set<string>();
  const publications = new Map<string, number>();
  const endings = new Map<string, number>();
  const order: string[] = [];
  const apply = (event: Parameters<typeof reduce>[1]) => {
    const { schedule: after, commands } = reduce(schedule, event);
    schedule = after;
    for (const command of commands) {
      if (command.kind === 'publish') {
        const name = `${command.computation}#${command.attempt}`;
        publications.set(name, (publications.get(name) ?? 0) + 1);
        published.add(command.computation);
        order.push(command.computation);
      }
      if (command.kind === 'end run') endings.set(command.run, (endings.get(command.run) ?? 0) + 1);
    }
  };
  const start = (run: string) => startEvent(run, parents, published);
  apply(start('r0'));
  for (const random of steps) {
    const event = eventOf(random, schedule, workers, start);
    if (event) apply(event);
  }
  for (let moved = true; moved; ) {
    moved = false;
    for (const [id, { state, attempt, worker }] of schedule.computations) {
      if (state === 'ready') apply({ kind: 'claim', computation: id, worker: 'w0' });
      else if (state === 'running') apply({ kind: 'finish', computation: id, attempt, worker: worker! });
      else continue;
      moved = true;
    }
  }
  return { schedule, publications, endings, order, published };
}

test('every run ends exactly once, whatever fails, is cancelled or lost', () => {
  fc.assert(
    fc.property(dag(12), fc.array(step, { maxLength: 80 }), (parents, steps) => {
      const { schedule, endings } = play(parents, steps);
      for (const [id, run] of schedule.runs) {
        expect(run.state).not.toBe('running');
        expect(endings.get(id)).toBe(1);
      }
      for (const { state } of schedule.computations.values())
        expect(['waiting', 'ready', 'running']).not.toContain(state);
    }),
    { numRuns: 300 },
  );
});

test('nothing is published twice for one attempt, and nothing before what it waits for', () => {
  fc.assert(
    fc.property(dag(12), fc.array(step, { maxLength: 80 }), (parents, steps) => {
      const { publications, order } = play(parents, steps);
      for (const count of publications.values()) expect(count).toBe(1);
      parents.forEach((list, child) => {
        const at = order.indexOf(`c${child}`);
        if (at >= 0) for (const parent of list) expect(order.slice(0, at)).toContain(`c${parent}`);
      });
    }),
    { numRuns: 300 },
  );
});

test('a run without failures and cancels is done, with every stage done or reused', () => {
  fc.assert(
    fc.property(dag(12), fc.array(step, { maxLength: 40 }), (parents, steps) => {
      const kind = steps.filter((one) => one.kind !== 'fail' && one.kind !== 'cancel');
      for (const run of play(parents, kind).schedule.runs.values()) {
        expect(run.state).toBe('done');
        for (const { state } of run.stages.values()) expect(['done', 'reused']).toContain(state);
      }
    }),
    { numRuns: 200 },
  );
});
