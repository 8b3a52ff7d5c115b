import type { Schedule, ScheduleEvent } from './schedule';
import type { Step } from './schedule.arbitrary';

/** Words for tests: `c3` is the computation of the graph's third node, for whichever run wants it. */
export const computationName = (index: number) => `c${index}`;

/** A run over a graph: what an earlier run published is reused. */
export function startEvent(
  run: string,
  parents: readonly (readonly number[])[],
  published: ReadonlySet<string>,
): Extract<ScheduleEvent, { kind: 'start' }> {
  const isReused = (index: number) => published.has(computationName(index));
  return {
    kind: 'start',
    run,
    stages: parents.map((_, index) => ({
      id: `s${index}`,
      computation: computationName(index),
      state: isReused(index) ? 'reused' : 'waiting',
    })),
    waits: parents.flatMap((list, child) =>
      isReused(child)
        ? []
        : list
            .filter((parent) => !isReused(parent))
            .map((parent) => ({ parent: computationName(parent), child: computationName(child) })),
    ),
  };
}

/** The event a random step means in a schedule, if anything fits it. */
export function eventOf(
  step: Step,
  schedule: Schedule,
  workers: readonly string[],
  start: (run: string) => ScheduleEvent,
): ScheduleEvent | undefined {
  const pick = <T>(values: readonly T[]): T | undefined => values[step.pick % Math.max(values.length, 1)];
  const inState = (state: string) =>
    [...schedule.computations].filter(([, computation]) => computation.state === state);
  switch (step.kind) {
    case 'claim': {
      const ready = pick(inState('ready'));
      return ready && { kind: 'claim', computation: ready[0], worker: workers[step.worker]! };
    }
    case 'finish':
    case 'fail':
    case 'retry':
    case 'zombie': {
      const running = pick(inState('running'));
      if (running === undefined) return undefined;
      const [computation, { attempt, worker }] = running;
      const held = { computation, attempt: step.kind === 'zombie' ? attempt - 1 : attempt, worker: worker! };
      return step.kind === 'finish' || step.kind === 'zombie'
        ? { kind: 'finish', ...held }
        : { kind: 'fail', ...held, retry: step.kind === 'retry' };
    }
    case 'cancel': {
      const run = pick([...schedule.runs.keys()]);
      return run === undefined ? undefined : { kind: 'cancel', run };
    }
    case 'lose':
      return { kind: 'lose', worker: workers[step.worker]! };
    case 'start':
      return schedule.runs.size >= 4 ? undefined : start(`r${schedule.runs.size}`);
  }
}
