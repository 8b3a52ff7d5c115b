import type { CardPort, CardState } from '@/app/_ui/canvas';
import type { Category } from '@/nodes/kernel/define-node';
import { carriesProof, type NodeAnalysis } from '@/server/compiler/analysis';
import type { NodeRun } from '../run/run-store';
import { cardStateOf, reasonOf, type StateSources } from './card-state';
import { cardPorts, definitionOf, titleOf } from './ports';

/** Everything that decides what a card says. */
export interface CardSources extends StateSources {
  /** Names of the inputs that have a wire, joined. */
  readonly connected: string;
}

export interface CardView {
  readonly title: string;
  readonly summary: string;
  readonly category: Category;
  readonly icon: string;
  readonly state: CardState;
  readonly inputs: readonly CardPort[];
  readonly outputs: readonly CardPort[];
  readonly isLeakProof: boolean;
  /** A model or an endpoint comes out of it, which carries the proof. */
  readonly hasProof: boolean;
  readonly isPublished: boolean;
  readonly warnings: number;
  readonly reason: string | undefined;
}

export function cardView(sources: CardSources): CardView {
  const { node, analysis, ran, problems } = sources;
  const definition = definitionOf(node);
  const state = cardStateOf(sources);
  const found = state.kind === 'done' || state.kind === 'reused' ? foundIn(ran) : { warnings: 0 };
  const ports = definition ? cardPorts(definition, new Set(sources.connected.split(' '))) : { inputs: [], outputs: [] };
  return {
    title: titleOf(node),
    summary: analysis?.summary ?? definition?.summary ?? `There is no node type “${node.type}”`,
    category: definition?.category ?? 'shape',
    icon: definition?.ui.icon ?? 'box',
    state,
    ...ports,
    isLeakProof: analysis?.leakProof ?? false,
    hasProof: analysis !== undefined && carriesProof(analysis),
    isPublished: isPublished(analysis, ran),
    warnings: problems.filter((problem) => problem.severity === 'warning').length + found.warnings,
    reason:
      state.kind === 'unset'
        ? problems.find((problem) => problem.severity === 'error')?.message
        : (found.note ?? reasonOf(ran?.stages ?? [])),
  };
}

function isPublished(analysis: NodeAnalysis | undefined, ran: NodeRun | undefined): boolean {
  if (analysis?.traits.effect !== 'publishes' || !ran?.publish) return false;
  return ran.stages.some((stage) => stage.state === 'done');
}

/** What a node's report says of what it found, among its figures: how many warnings, and a sentence. */
function foundIn(ran: NodeRun | undefined): { warnings: number; note?: string } {
  const { warnings, note } = ran?.ports.report?.summary ?? {};
  return {
    warnings: typeof warnings === 'number' ? warnings : 0,
    ...(typeof note === 'string' ? { note } : {}),
  };
}
