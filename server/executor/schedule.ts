import type { ComputationState, RunState, StageState } from '@/drizzle/schema/execution';

/**
 * The executor's machine as a pure function: the same transitions as the SQL functions of
 * drizzle/migrations/0002_transitions.sql, for properties over random graphs and event orders.
 */
export interface Schedule {
  readonly computations: ReadonlyMap<string, Computation>;
  readonly runs: ReadonlyMap<string, ScheduledRun>;
}

export interface Computation {
  readonly state: ComputationState;
  /** Counts claims; who holds an older one has no say. */
  readonly attempt: number;
  readonly waitsFor: ReadonlySet<string>;
  readonly worker?: string;
}

export interface ScheduledRun {
  readonly state: RunState;
  readonly stages: ReadonlyMap<string, { readonly computation: string; readonly state: StageState }>;
}

export type ScheduleEvent =
  | {
      readonly kind: 'start';
      readonly run: string;
      readonly stages: readonly { id: string; computation: string; state: 'waiting' | 'reused' | 'skipped' }[];
      readonly waits: readonly { parent: string; child: string }[];
    }
  | { readonly kind: 'claim'; readonly computation: string; readonly worker: string }
  | { readonly kind: 'finish'; readonly computation: string; readonly attempt: number; readonly worker: string }
  | {
      readonly kind: 'fail';
      readonly computation: string;
      readonly attempt: number;
      readonly worker: string;
      readonly retry: boolean;
    }
  | { readonly kind: 'cancel'; readonly run: string }
  | { readonly kind: 'lose'; readonly worker: string };

export type Command =
  | { readonly kind: 'wake'; readonly computation: string }
  | { readonly kind: 'publish'; readonly computation: string; readonly attempt: number }
  | { readonly kind: 'stop'; readonly computation: string; readonly attempt: number }
  | { readonly kind: 'end run'; readonly run: string; readonly state: RunState };

export const emptySchedule: Schedule = { computations: new Map(), runs: new Map() };

const inFlight = new Set<ComputationState>(['waiting', 'ready', 'running']);
const subscribed = new Set<StageState>(['waiting', 'queued', 'running']);

/** One transition. An event that no longer holds (a zombie's, a doubled job's) changes nothing. */
export function reduce(before: Schedule, event: ScheduleEvent): { schedule: Schedule; commands: Command[] } {
  const draft = new Draft(before);
  switch (event.kind) {
    case 'start':
      start(draft, event);
      break;
    case 'claim':
      if (draft.computation(event.computation)?.state === 'ready') {
        const attempt = draft.computation(event.computation)!.attempt + 1;
        draft.change(event.computation, { state: 'running', attempt, worker: event.worker });
        draft.moveStages(event.computation, 'running');
      }
      break;
    case 'finish':
      if (draft.holds(event)) finish(draft, event.computation);
      break;
    case 'fail':
      if (draft.holds(event)) fail(draft, event.computation, event.retry);
      break;
    case 'cancel':
      cancel(draft, event.run);
      break;
    case 'lose':
      for (const [id, computation] of draft.computations) {
        if (computation.state === 'running' && computation.worker === event.worker) wake(draft, id);
      }
      break;
  }
  draft.endRuns();
  return { schedule: draft, commands: draft.commands };
}

function start(draft: Draft, event: Extract<ScheduleEvent, { kind: 'start' }>): void {
  const wanted = event.stages.filter((stage) => stage.state === 'waiting').map((stage) => stage.computation);
  for (const id of wanted) {
    const known = draft.computation(id);
    if (known && inFlight.has(known.state)) continue;
    draft.computations.set(id, { state: 'waiting', attempt: known?.attempt ?? 0, waitsFor: new Set() });
  }
  for (const { parent, child } of event.waits) {
    const computation = draft.computation(child)!;
    if (computation.state !== 'waiting' || !inFlight.has(draft.computation(parent)!.state)) continue;
    draft.change(child, { waitsFor: new Set([...computation.waitsFor, parent]) });
  }
  const stages = new Map(
    event.stages.map((stage) => [stage.id, { computation: stage.computation, state: stage.state as StageState }]),
  );
  draft.runs.set(event.run, { state: 'running', stages });
  for (const id of wanted) {
    const { state, waitsFor } = draft.computation(id)!;
    if (state === 'waiting' && waitsFor.size === 0) wake(draft, id);
    else draft.moveStages(id, state === 'ready' ? 'queued' : state === 'running' ? 'running' : 'waiting');
  }
}

function wake(draft: Draft, id: string): void {
  draft.change(id, { state: 'ready', worker: undefined });
  draft.moveStages(id, 'queued');
  draft.commands.push({ kind: 'wake', computation: id });
}

function finish(draft: Draft, id: string): void {
  draft.commands.push({ kind: 'publish', computation: id, attempt: draft.computation(id)!.attempt });
  draft.change(id, { state: 'done', worker: undefined });
  draft.moveStages(id, 'done');
  for (const [child, computation] of draft.computations) {
    if (!computation.waitsFor.has(id)) continue;
    const waitsFor = new Set([...computation.waitsFor].filter((parent) => parent !== id));
    draft.change(child, { waitsFor });
    if (waitsFor.size === 0 && computation.state === 'waiting') wake(draft, child);
  }
}

function fail(draft: Draft, id: string, retry: boolean): void {
  if (retry) {
    wake(draft, id);
    return;
  }
  const below = descendants(draft, id);
  draft.change(id, { state: 'failed', worker: undefined });
  draft.moveStages(id, 'failed');
  for (const child of below) {
    draft.change(child, { state: 'skipped', waitsFor: new Set() });
    draft.moveStages(child, 'skipped');
  }
}

function descendants(draft: Draft, id: string): Set<string> {
  const found = new Set<string>();
  const look = (parent: string) => {
    for (const [child, { waitsFor }] of draft.computations) {
      if (!waitsFor.has(parent) || found.has(child)) continue;
      found.add(child);
      look(child);
    }
  };
  look(id);
  return found;
}

function cancel(draft: Draft, run: string): void {
  const cancelled = draft.runs.get(run);
  if (cancelled?.state !== 'running') return;
  const dropped: string[] = [];
  const stages = new Map(
    [...cancelled.stages].map(([id, stage]) => {
      if (!subscribed.has(stage.state)) return [id, stage];
      dropped.push(stage.computation);
      return [id, { ...stage, state: 'cancelled' as const }];
    }),
  );
  draft.runs.set(run, { state: 'cancelled', stages });
  draft.commands.push({ kind: 'end run', run, state: 'cancelled' });
  for (const id of dropped) {
    const computation = draft.computation(id)!;
    if (!inFlight.has(computation.state) || draft.isWanted(id)) continue;
    draft.change(id, { state: 'cancelled', worker: undefined, waitsFor: new Set() });
    draft.commands.push({ kind: 'stop', computation: id, attempt: computation.attempt });
  }
}

/** A schedule while one event changes it. */
class Draft implements Schedule {
  readonly computations: Map<string, Computation>;
  readonly runs: Map<string, ScheduledRun>;
  readonly commands: Command[] = [];

  constructor(before: Schedule) {
    this.computations = new Map(before.computations);
    this.runs = new Map(before.runs);
  }

  computation(id: string): Computation | undefined {
    return this.computations.get(id);
  }

  change(id: string, changes: Partial<Computation>): void {
    this.computations.set(id, { ...this.computations.get(id)!, ...changes });
  }

  /** The fence. */
  holds(event: { computation: string; attempt: number; worker: string }): boolean {
    const held = this.computations.get(event.computation);
    return held?.state === 'running' && held.attempt === event.attempt && held.worker === event.worker;
  }

  isWanted(id: string): boolean {
    return [...this.runs.values()].some((run) =>
      [...run.stages.values()].some((stage) => stage.computation === id && subscribed.has(stage.state)),
    );
  }

  moveStages(computation: string, state: StageState): void {
    for (const [id, run] of this.runs) {
      const moves = [...run.stages].filter(
        ([, stage]) => stage.computation === computation && subscribed.has(stage.state),
      );
      if (moves.length === 0) continue;
      const stages = new Map(run.stages);
      for (const [stageId, stage] of moves) stages.set(stageId, { ...stage, state });
      this.runs.set(id, { ...run, stages });
    }
  }

  endRuns(): void {
    for (const [id, run] of this.runs) {
      const states = [...run.stages.values()].map((stage) => stage.state);
      if (run.state !== 'running' || states.some((state) => subscribed.has(state))) continue;
      const state = states.includes('failed') ? 'failed' : 'done';
      this.runs.set(id, { ...run, state });
      this.commands.push({ kind: 'end run', run: id, state });
    }
  }
}
