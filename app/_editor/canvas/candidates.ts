import { catalogue } from '@/nodes/catalogue.gen';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import { CATEGORIES } from '@/nodes/kernel/define-node';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '@/server/compiler/analysis';
import type { NodeSearch, PortEnd } from '../view/view-store';
import { fittingPort, mainOutput } from './connect';
import { insertBeside, insertOnWire } from './place-node';
import { definitionOf } from './ports';
import { replaceNode } from './replace-node';

/** A node type that could stand somewhere, with the port that a pulled wire would use. */
export interface Candidate {
  readonly definition: CatalogueNode;
  readonly port: string | undefined;
}

type Where = Pick<NodeSearch, 'from' | 'wire' | 'replaces' | 'beside'>;

/** What could stand where the list was opened, the likeliest first; among replacements as far as `registry` knows. */
export function candidates(
  doc: GraphDoc,
  { from, wire, replaces, beside }: Where,
  registry?: Registry,
): readonly Candidate[] {
  if (replaces !== undefined) return insteadOf(doc, replaces, registry);
  if (beside) return besides(doc, beside);
  if (wire !== undefined)
    return everything.filter(({ definition: { type } }) => insertOnWire(doc, { type, at: { x: 0, y: 0 } }, wire));
  return from ? behind(doc, from) : everything;
}

const categoryOf = ({ definition }: Candidate) => CATEGORIES.indexOf(definition.category);

const everything: readonly Candidate[] = Object.values(catalogue)
  .map((definition) => ({ definition, port: undefined }))
  .sort((a, b) => categoryOf(a) - categoryOf(b));

/** What fits before or behind a node, in the order of what a wire pulled from it would be offered. */
function besides(doc: GraphDoc, { node, where }: NonNullable<NodeSearch['beside']>): Candidate[] {
  const definition = definitionOf(doc.nodes[node]);
  const port = definition && (where === 'after' ? mainOutput(definition) : Object.keys(definition.ports.in)[0]);
  if (port === undefined) return [];
  return behind(doc, { node, port, side: where === 'after' ? 'out' : 'in' }).filter(({ definition: { type } }) =>
    insertBeside(doc, type, node, where),
  );
}

/** What keeps the most of the node first: its wires, then its settings; then what does a like thing and asks for no more. */
function insteadOf(doc: GraphDoc, node: string, registry: Registry | undefined): Candidate[] {
  const here = definitionOf(doc.nodes[node]);
  const distance = (candidate: Candidate) => {
    const replaced = replaceNode(doc, node, candidate.definition.type, registry);
    if (!replaced) return Number.POSITIVE_INFINITY;
    const aside = Math.abs(categoryOf(candidate) - CATEGORIES.indexOf(here?.category ?? 'source'));
    return replaced.lostWires * 20 + aside + 2 * requiredInputs(candidate) - Math.min(3, replaced.keptSettings);
  };
  const far = new Map(everything.map((candidate) => [candidate, distance(candidate)]));
  return everything
    .filter(({ definition }) => definition !== here)
    .sort((a, b) => (far.get(a) ?? 0) - (far.get(b) ?? 0));
}

const requiredInputs = ({ definition }: Candidate): number =>
  Object.values(definition.ports.in).filter(({ required }) => required).length;

/**
 * Pipelines run through the categories in their order, a table is often prepared in several steps, and a person does again
 * what this drawing does already: what follows nodes of this type elsewhere in it comes first.
 */
function behind(doc: GraphDoc, from: PortEnd): Candidate[] {
  const here = definitionOf(doc.nodes[from.node]);
  const rank = here ? CATEGORIES.indexOf(here.category) : 0;
  const types = new Set(Object.values(doc.nodes).map((node) => node.type));
  const neighbours = neighboursElsewhere(doc, from);
  // A table is prepared in several steps; a model is made once, and then judged.
  const again = here?.category === 'model' ? 1.2 : 0.6;
  // Below a split comes what learns from its training rows.
  const isSplit = here !== undefined && from.side === 'out' && here.defaultTraits?.labelsRows !== undefined;
  const distance = (candidate: Candidate) => {
    const { definition } = candidate;
    const ahead = (CATEGORIES.indexOf(definition.category) - rank) * (from.side === 'out' ? 1 : -1);
    const far = ahead > 0 ? ahead : ahead === 0 ? again : 8 - ahead;
    const seen = types.has(definition.type) ? 2 : 0;
    const usual = neighbours.get(definition.type) ?? 0;
    const learns = isSplit && definition.defaultTraits?.learns === 'from-training-rows' ? -3 : 0;
    const rare = makesOtherRows(definition) ? 3 : 0;
    return far + learns + rare + 0.1 * requiredInputs(candidate) + (usual > 0 ? -10 - usual : seen);
  };
  return everything
    .flatMap(({ definition }) => {
      const port = fittingPort(doc, from, from.side, definition);
      return port === undefined ? [] : [{ definition, port }];
    })
    .sort((a, b) => distance(a) - distance(b));
}

/** How often each type stands behind (or before) other nodes of this one's type. */
function neighboursElsewhere(doc: GraphDoc, { node, side }: PortEnd): Map<string, number> {
  const type = doc.nodes[node]?.type;
  const counts = new Map<string, number>();
  for (const { from, to } of doc.wires) {
    const [own, other] = side === 'out' ? [from.node, to.node] : [to.node, from.node];
    const found = doc.nodes[other]?.type;
    if (own === node || doc.nodes[own]?.type !== type || found === undefined) continue;
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  return counts;
}

/** Rarely what comes next on the way to a model. */
const makesOtherRows = (definition: CatalogueNode): boolean => definition.defaultTraits?.rows === 'changes';
