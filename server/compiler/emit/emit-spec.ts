import { contentKey } from '@/nodes/kernel/canonical';
import type { ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { BypassedNode } from '../passes/link';
import type { Plan, PlannedPart } from '../passes/plan';
import { type RunSpec, SPEC_FORMAT, type SpecPort } from './run-spec';

/** The spec of a planned graph. Its hash is over what is computed: not over ids, titles, positions or order. */
export function emitSpec(
  parameters: Readonly<Record<string, ParameterValue>>,
  plan: Plan,
  bypassed: readonly BypassedNode[],
): RunSpec {
  const ports: Record<string, SpecPort> = {};
  for (const part of plan.parts.values()) Object.assign(ports, portsOf(part, plan.makers));
  // People look at the rows of a bypassed node too: they are those of the port that stands in.
  for (const { id, handed } of bypassed) {
    for (const [port, from] of Object.entries(handed)) ports[`${id}.${port}`] = ports[`${from.node}.${from.port}`]!;
  }
  const hash = contentKey({ format: SPEC_FORMAT, parameters, stages: plan.stages.map((stage) => stage.key).sort() });
  return { format: SPEC_FORMAT, hash, parameters, stages: plan.stages, ports };
}

const emitted = new WeakMap<PlannedPart, Readonly<Record<string, SpecPort>>>();

/** A planned part is remade whenever a stage that writes one of its ports changes, so its ports can be kept with it. */
function portsOf(part: PlannedPart, makers: Plan['makers']): Readonly<Record<string, SpecPort>> {
  const known = emitted.get(part);
  if (known) return known;
  const { id, definition } = part.node.typed.linked;
  const ports: Record<string, SpecPort> = {};
  // The drawing has no port for what a round makes.
  if (part.node.round) return ports;
  for (const [name, keyed] of Object.entries(part.node.ports)) {
    const stage = makers.get(keyed.key);
    const schema = keyed.kind === 'pass' ? undefined : keyed.schema;
    ports[`${id}.${name}`] = {
      key: keyed.key,
      type: definition.ports.out[name]!.type,
      ...(schema ? { schema } : {}),
      ...(stage ? { stage } : {}),
      ...(keyed.kind === 'relation' ? { rel: keyed.rel } : {}),
    };
  }
  emitted.set(part, ports);
  return ports;
}
