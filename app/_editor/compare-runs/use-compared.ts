import { useMemo } from 'react';
import type { CardDiff } from '@/app/_ui/canvas';
import { useWatch } from '../editor';
import { cardWords } from './card-words';

/** What a card says while two runs are compared; undefined otherwise. */
export function useComparedCard(id: string): CardDiff | undefined {
  const node = useWatch(({ compared }) => (compared?.side === 'both' ? compared.nodes[id] : undefined));
  const isComparing = useWatch(({ compared }) => compared?.side === 'both');
  return useMemo(() => {
    if (!isComparing) return undefined;
    return node ? { kind: node.kind, ...cardWords(node) } : { kind: 'same', words: 'in neither run' };
  }, [node, isComparing]);
}

/** Rows of both runs on a wire, where they differ. */
export const useComparedPort = (port: string): string | undefined =>
  useWatch(({ compared }) => (compared?.side === 'both' ? compared.ports[port] : undefined));
