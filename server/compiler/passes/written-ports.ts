import { type Rel, visitRel } from '@/nodes/kernel/rel/rel';
import type { KeyIndex } from './key-index';
import type { KeyedNode } from './lower';

/** Table ports whose rows are written: those a task reads, those at the end of a branch, and costly ones read twice. */
export function portsToMaterialise(
  nodes: ReadonlyMap<string, KeyedNode>,
  index: KeyIndex,
): Map<string, { node: string; port: string }> {
  const wanted = new Map<string, { node: string; port: string }>();
  const readers = new Map<string, number>();
  for (const node of nodes.values()) {
    for (const key of new Set(Object.values(node.inputKeys))) {
      // An estimator reads its input twice: to learn, and to apply.
      readers.set(key, (readers.get(key) ?? 0) + (node.fit ? 2 : 1));
    }
    if (node.taskKey === undefined || node.typed.linked.definition.serves !== undefined) continue;
    for (const key of Object.values(node.taskInputs)) {
      const relation = index.relations.get(key);
      if (relation) wanted.set(key, relation);
    }
  }
  for (const node of nodes.values()) {
    for (const [port, keyed] of Object.entries(node.ports)) {
      const relation = index.relations.get(keyed.key);
      if (!relation) continue;
      const count = readers.get(keyed.key) ?? 0;
      // A round has what its reader reads, and no ends of its own.
      const isEnd = count === 0 && !node.round && !node.typed.linked.definition.ports.out[port]?.secondary;
      if (isEnd || (count > 1 && isCostly(relation.rel))) wanted.set(keyed.key, relation);
    }
  }
  return wanted;
}

function isCostly(rel: Rel): boolean {
  let costly = false;
  visitRel(rel, (part) => {
    if (COSTLY.has(part.op) || isCostlyLabel(part)) costly = true;
  });
  return costly;
}

/** They look at other rows: grouping, sorting or matching them is worth doing once. */
const COSTLY: ReadonlySet<Rel['op']> = new Set([
  'aggregate',
  'count-same',
  'sort',
  'sample',
  'distinct',
  'window',
  'join',
  'asof',
]);

/** Ranks sort every row, and an identity by content hashes every column. */
const isCostlyLabel = (rel: Rel): boolean =>
  rel.op === 'label' &&
  [rel.method, ...(rel.folds ? [rel.folds] : [])].some(({ kind }) =>
    kind === 'random' ? rel.identity === undefined : kind !== 'group',
  );
