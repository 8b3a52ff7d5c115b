import type { PlannedRun } from '../api';

/** What a run would do with one node. */
export interface PlannedNode {
  readonly what: 'runs' | 'reused' | 'skipped' | 'leftOut';
  /** Why, in words. */
  readonly reason: string;
  /** Of its stages that run; undefined: nothing like them ran yet. */
  readonly ms: number | undefined;
  /** Of all its stages, how many run. */
  readonly running: number;
  readonly stages: number;
}

/** By node: what runs counts most, and its reason is the one that is said. A fused stage counts for its first node's time only. */
export function plannedNodes({ stages, leftOut }: Pick<PlannedRun, 'stages' | 'leftOut'>): Map<string, PlannedNode> {
  const found = new Map<string, PlannedNode>();
  for (const { what, reason, nodes, estimate } of Object.values(stages)) {
    for (const [index, node] of nodes.entries()) {
      const before = found.get(node);
      const leads = before === undefined || rank[what] > rank[before.what];
      const ms = what === 'runs' && index === nodes.length - 1 ? estimate?.ms : undefined;
      found.set(node, {
        what: leads ? what : before.what,
        reason: leads ? reason : before.reason,
        ms: ms === undefined ? before?.ms : (before?.ms ?? 0) + ms,
        running: (before?.running ?? 0) + (what === 'runs' ? 1 : 0),
        stages: (before?.stages ?? 0) + 1,
      });
    }
  }
  for (const node of leftOut)
    found.set(node, {
      what: 'leftOut',
      reason: 'Left out: it, or what feeds it, is not finished.',
      ms: undefined,
      running: 0,
      stages: 0,
    });
  return found;
}

const rank = { skipped: 0, reused: 1, runs: 2, leftOut: 3 } as const;

/** A reason as it fits below a card: what the glyph and the colour say already is left out. */
export const briefReason = (reason: string): string =>
  reason
    .replace(/^(Reused[^:]*|Always runs|Left out|Not needed): .*$/, '$1')
    .replace(/^Changed: [^:]+: /, 'Changed: ')
    .replace(/\.$/, '');
