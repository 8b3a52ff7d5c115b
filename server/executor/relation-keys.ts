import { visitExpr } from '@/nodes/kernel/expr/expr';
import { expressionsOf, type Rel, visitRel } from '@/nodes/kernel/rel/rel';

/** Keys of the artifacts that a relation reads: tables, and learned values. */
export function relationKeys(rel: Rel): { scans: string[]; fits: string[] } {
  const scans = new Set<string>();
  const fits = new Set<string>();
  visitRel(rel, (part) => {
    if (part.op === 'scan') scans.add(part.key);
    for (const expr of expressionsOf(part)) {
      visitExpr(expr, (leaf) => {
        if (leaf.op === 'learned') fits.add(leaf.fit);
      });
    }
  });
  return { scans: [...scans], fits: [...fits] };
}
