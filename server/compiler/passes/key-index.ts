import { visitExpr } from '@/nodes/kernel/expr/expr';
import { expressionsOf, mapScans, type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import type { KeyedNode } from './lower';

/** What planning knows of every key: who makes it, and as what. */
export interface KeyIndex {
  /** Relations that are not yet anything but their definition. */
  readonly relations: ReadonlyMap<string, { rel: Rel; node: string; port: string }>;
  readonly fits: ReadonlyMap<string, { node: string }>;
}

export function indexKeys(nodes: ReadonlyMap<string, KeyedNode>): KeyIndex {
  const relations = new Map<string, { rel: Rel; node: string; port: string }>();
  const fits = new Map<string, { node: string }>();
  for (const node of nodes.values()) {
    const id = node.typed.linked.id;
    for (const [port, keyed] of Object.entries(node.ports)) {
      if (keyed.kind === 'relation' && keyed.rel.op !== 'scan' && !relations.has(keyed.key))
        relations.set(keyed.key, { rel: keyed.rel, node: id, port });
    }
    if (node.fit && !fits.has(node.fit.key)) fits.set(node.fit.key, { node: id });
  }
  return { relations, fits };
}

/** A relation with every unwritten relation below it written in, and the nodes whose work that is. */
export function inline(
  rel: Rel,
  index: KeyIndex,
  isWritten: (key: string) => boolean,
  nodes: Set<string> = new Set(),
): Rel {
  // What two branches read is one object, so that a query computes it once.
  const written = new Map<string, Rel>();
  const write = (part: Rel): Rel =>
    mapScans(part, (scan) => {
      const relation = isWritten(scan.key) ? undefined : index.relations.get(scan.key);
      if (!relation) return scan;
      nodes.add(relation.node);
      const known = written.get(scan.key) ?? write(relation.rel);
      written.set(scan.key, known);
      return known;
    });
  return write(rel);
}

/** The artifact keys a relation reads: scanned tables and learned values. */
export function readsOf(rel: Rel): { tables: Set<string>; fits: Set<string> } {
  const tables = new Set<string>();
  const fits = new Set<string>();
  visitRel(rel, (part) => {
    if (part.op === 'scan') tables.add(part.key);
    for (const expr of expressionsOf(part)) {
      visitExpr(expr, (leaf) => {
        if (leaf.op === 'learned') fits.add(leaf.fit);
      });
    }
  });
  return { tables, fits };
}
