import type { FoundInPipeline } from '@/server/api/find-in-pipelines';

/** What was found in a pipeline: nodes and columns. */
export function HitWords({ hits }: { hits: FoundInPipeline['hits'] }) {
  return hits.map(({ kind, words }) => `${kind} ${words}`).join(', ');
}
