import { useMemo, useRef } from 'react';
import type { StateKind } from '@/app/_ui/vocabulary';
import { useAnalysis, useDocument, useRuns } from '../editor';
import { nodeRunOf } from '../run/run-store';
import { cardStateOf, type StateSources } from './card-state';

const none: readonly never[] = [];

/** The state of every card, or of some, for a drawing from afar. Found anew for the nodes that changed. */
export function useCardKinds(only?: readonly string[]): Readonly<Record<string, StateKind>> {
  const nodes = useDocument((state) => state.doc.nodes);
  const analysis = useAnalysis((state) => state.nodes);
  const byNode = useAnalysis((state) => state.byNode);
  const runs = useRuns((state) => state.nodes);
  const absent = useRuns((state) => state.absent);
  const earlier = useRef(new Map<string, { sources: StateSources; kind: StateKind }>());
  return useMemo(() => {
    const found = new Map<string, { sources: StateSources; kind: StateKind }>();
    for (const id of only ?? Object.keys(nodes)) {
      const node = nodes[id];
      if (!node) continue;
      const sources: StateSources = {
        node,
        analysis: analysis[id],
        problems: byNode[id] ?? none,
        ran: nodeRunOf({ nodes: runs, absent }, id),
        importing: undefined,
        isFedAnew: false,
      };
      const known = earlier.current.get(id);
      found.set(id, known && isSame(known.sources, sources) ? known : { sources, kind: cardStateOf(sources).kind });
    }
    earlier.current = found;
    return Object.fromEntries([...found].map(([id, { kind }]) => [id, kind]));
  }, [only, nodes, analysis, byNode, runs, absent]);
}

const isSame = (a: StateSources, b: StateSources): boolean =>
  a.node === b.node && a.analysis === b.analysis && a.problems === b.problems && a.ran === b.ran;
