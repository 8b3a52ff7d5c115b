import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

/**
 * Nodes in the order in which a pipeline is told: each behind all that feeds it, one branch to its end before the next,
 * branches from top to bottom. Nodes that wait for themselves come last.
 */
export function readingOrder({ nodes, wires, layout }: GraphDoc): string[] {
  const place = (id: string) => layout[id] ?? { x: 0, y: 0 };
  const fromTop = (a: string, b: string) =>
    place(a).y - place(b).y || place(a).x - place(b).x || (a < b ? -1 : a > b ? 1 : 0);

  const readers = new Map<string, Set<string>>(Object.keys(nodes).map((id) => [id, new Set()]));
  const waits = new Map<string, number>(Object.keys(nodes).map((id) => [id, 0]));
  for (const { from, to } of wires) {
    const behind = readers.get(from.node);
    if (!behind || behind.has(to.node) || !waits.has(to.node)) continue;
    behind.add(to.node);
    waits.set(to.node, (waits.get(to.node) ?? 0) + 1);
  }

  const order: string[] = [];
  // The last one is told next, so the topmost lies on top.
  const ready = [...waits].flatMap(([id, count]) => (count === 0 ? [id] : [])).sort((a, b) => fromTop(b, a));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    order.push(id);
    const next: string[] = [];
    for (const reader of readers.get(id) ?? []) {
      const left = (waits.get(reader) ?? 1) - 1;
      waits.set(reader, left);
      if (left === 0) next.push(reader);
    }
    ready.push(...next.sort((a, b) => fromTop(b, a)));
  }
  const told = new Set(order);
  return [
    ...order,
    ...Object.keys(nodes)
      .filter((id) => !told.has(id))
      .sort(fromTop),
  ];
}
