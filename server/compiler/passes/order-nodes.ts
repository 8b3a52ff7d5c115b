import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { LinkedNode } from './link';

/** Kahn's algorithm, smallest id first: one order for one graph, however it was drawn. */
export function orderNodes(linked: ReadonlyMap<string, LinkedNode>, diagnostics: Diagnostic[]): LinkedNode[] {
  const waiting = new Map<string, number>();
  const readers = new Map<string, string[]>();
  for (const node of linked.values()) {
    const parents = new Set(
      Object.values(node.inputs)
        .map((end) => end.node)
        .filter((id) => linked.has(id)),
    );
    waiting.set(node.id, parents.size);
    for (const parent of parents) readers.set(parent, [...(readers.get(parent) ?? []), node.id]);
  }
  const ready = [...linked.keys()].filter((id) => waiting.get(id) === 0);
  const ordered: LinkedNode[] = [];
  for (let next = 0; next < ready.length; next++) {
    const id = ready[next]!;
    ordered.push(linked.get(id)!);
    for (const reader of readers.get(id) ?? []) {
      const left = waiting.get(reader)! - 1;
      waiting.set(reader, left);
      if (left === 0) ready.push(reader);
    }
  }
  if (ordered.length < linked.size) reportCycles(linked, new Set(ready), diagnostics);
  return ordered;
}

function reportCycles(
  linked: ReadonlyMap<string, LinkedNode>,
  ordered: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): void {
  const left = new Set([...linked.keys()].filter((id) => !ordered.has(id)));
  while (left.size > 0) {
    const path: string[] = [];
    let at: string | undefined = [...left][0]!;
    while (at !== undefined && left.has(at) && !path.includes(at)) {
      path.push(at);
      at = Object.values(linked.get(at)!.inputs)
        .map((end) => end.node)
        .find((id) => linked.has(id) && !ordered.has(id));
    }
    const start = at === undefined ? -1 : path.indexOf(at);
    if (start >= 0) {
      const cycle = path.slice(start).reverse();
      const names = cycle.map((id) => linked.get(id)!.title);
      diagnostics.push(
        diagnostic(
          'cycle',
          { node: cycle[0] },
          `These nodes wait for each other: ${[...names, names[0]].join(' → ')}.`,
          { hint: 'Remove one of the wires between them.', path: cycle },
        ),
      );
    }
    for (const id of path) left.delete(id);
  }
}
