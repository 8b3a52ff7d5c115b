import type { ReactNode } from 'react';
import type { GraphNode } from '@/nodes/kernel/graph-doc/graph-doc';
import { PivotValues } from './pivot-values';
import { RuleAids } from './rule-aids';

export interface AidProps {
  readonly id: string;
  readonly node: GraphNode;
}

/** What helps to fill in a form, beyond the form itself. */
export const aidsByType: Readonly<Record<string, (props: AidProps) => ReactNode>> = {
  pivot: PivotValues,
  validate: RuleAids,
};
