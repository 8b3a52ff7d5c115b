'use client';

import type { Analysis } from '@/server/compiler/analysis';

export interface NodeResultsProps {
  readonly runId: string | null;
  readonly nodeId: string;
  readonly analysis: Analysis | undefined;
}

/** What a node found out in a run: metrics, rules, learned values, what was published. */
export function NodeResults(_props: NodeResultsProps) {
  return null;
}
