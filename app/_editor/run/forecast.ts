/** A stage that will run. */
export interface ForecastStage {
  readonly id: string;
  readonly waitsFor: readonly string[];
  /** Undefined: nothing to go by. */
  readonly ms: number | undefined;
}

export interface Forecast {
  /** When the last stage ends, from now. */
  readonly endMs: number;
  /** When each begins and ends, from now. */
  readonly times: ReadonlyMap<string, { readonly from: number; readonly to: number }>;
  /** Stages without anything to go by: taken as nothing, so that `endMs` is the least it takes. */
  readonly unknown: number;
}

/** Lets stages work, `slots` at a time, each as soon as those it waits for have ended. `stages` stand in their order. */
export function forecastRun(stages: readonly ForecastStage[], slots: number): Forecast {
  const times = new Map<string, { from: number; to: number }>();
  const known = new Map(stages.map((stage) => [stage.id, stage]));
  const waits = new Map<string, number>();
  const children = new Map<string, string[]>();
  for (const { id, waitsFor } of stages) {
    const parents = waitsFor.filter((parent) => known.has(parent));
    waits.set(id, parents.length);
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), id]);
  }
  const ready = stages.filter(({ id }) => waits.get(id) === 0).map(({ id }) => ({ id, at: 0 }));
  const free = Array.from({ length: Math.max(1, slots) }, () => 0);
  for (let next = takeFirst(ready); next !== undefined; next = takeFirst(ready)) {
    const slot = free.indexOf(Math.min(...free));
    const from = Math.max(next.at, free[slot]!);
    const to = from + (known.get(next.id)!.ms ?? 0);
    free[slot] = to;
    times.set(next.id, { from, to });
    for (const child of children.get(next.id) ?? []) {
      const left = waits.get(child)! - 1;
      waits.set(child, left);
      if (left > 0) continue;
      const ends = known.get(child)!.waitsFor.map((parent) => times.get(parent)?.to ?? 0);
      ready.push({ id: child, at: Math.max(0, ...ends) });
    }
  }
  return {
    endMs: Math.max(0, ...[...times.values()].map(({ to }) => to)),
    times,
    unknown: stages.filter(({ ms }) => ms === undefined).length,
  };
}

/** Removes the one that is ready first; of those, the one that came first. */
function takeFirst(ready: { id: string; at: number }[]): { id: string; at: number } | undefined {
  let first = 0;
  for (let index = 1; index < ready.length; index += 1) if (ready[index]!.at < ready[first]!.at) first = index;
  return ready.splice(first, 1)[0];
}

export interface EndedStage {
  readonly id: string;
  readonly waitsFor: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** The chain of stages that the end waited for, first to last: of each, the parent that ended last. */
export function criticalPath(stages: readonly EndedStage[]): string[] {
  const known = new Map(stages.map((stage) => [stage.id, stage]));
  const latest = (ids: readonly string[]) =>
    ids
      .flatMap((id) => known.get(id) ?? [])
      .reduce<EndedStage | undefined>((last, stage) => (last && last.to >= stage.to ? last : stage), undefined);
  const path: string[] = [];
  for (let stage = latest([...known.keys()]); stage; stage = latest(stage.waitsFor)) path.unshift(stage.id);
  return path;
}
