import type { RowState } from './row-state';

/** Node ids from one state down to another, both included; the shortest way. */
export function pathDown(from: RowState, to: RowState): string[] {
  const below = new Map<RowState, RowState | undefined>([[to, undefined]]);
  for (const [state] of below) {
    if (state === from) break;
    for (const parent of Object.values(state.above)) if (!below.has(parent)) below.set(parent, state);
  }
  const path: string[] = [];
  for (let at: RowState | undefined = below.has(from) ? from : undefined; at; at = below.get(at)) path.push(at.id);
  return path;
}

const ancestry = new WeakMap<RowState, ReadonlySet<RowState>>();

/** The state and all above it. */
export function ancestorsOf(state: RowState): ReadonlySet<RowState> {
  const known = ancestry.get(state);
  if (known) return known;
  const found = new Set([state]);
  for (const each of found) for (const parent of Object.values(each.above)) found.add(parent);
  ancestry.set(state, found);
  return found;
}

/** States on any way from one down to another, both left out. */
export function between(from: RowState, to: RowState): RowState[] {
  return [...ancestorsOf(to)].filter((state) => state !== to && state !== from && ancestorsOf(state).has(from));
}

export const shareRows = (a: RowState, b: RowState): boolean => {
  const others = ancestorsOf(b);
  return [...ancestorsOf(a)].some((state) => others.has(state));
};
