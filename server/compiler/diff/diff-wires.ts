import { type Wire, type WireEnd, wireId } from '@/nodes/kernel/graph-doc/graph-doc';

export interface Rewired {
  readonly to: WireEnd;
  readonly before: WireEnd;
  readonly after: WireEnd;
}

/** An input holds one wire, so an input that has one on both sides was rewired or is as it was. */
export function diffWires(a: readonly Wire[], b: readonly Wire[]) {
  const [before, after] = [byInput(a), byInput(b)];
  const sorted = [...new Set([...before.keys(), ...after.keys()])].sort();
  const added: Wire[] = [];
  const removed: Wire[] = [];
  const rewired: Rewired[] = [];
  for (const input of sorted) {
    const [old, now] = [before.get(input), after.get(input)];
    if (old === undefined && now !== undefined) added.push(now);
    else if (old !== undefined && now === undefined) removed.push(old);
    else if (old !== undefined && now !== undefined && wireId(old) !== wireId(now)) {
      rewired.push({ to: now.to, before: old.from, after: now.from });
    }
  }
  return { added, removed, rewired };
}

const byInput = (wires: readonly Wire[]): Map<string, Wire> =>
  new Map(wires.map((wire) => [`${wire.to.node}.${wire.to.port}`, wire]));
