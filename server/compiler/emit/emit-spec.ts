import { contentKey } from '@/nodes/kernel/canonical';
import type { ParameterValue } from '@/nodes/kernel/graph-doc/graph-doc';
import type { KeyedNode } from '../passes/lower';
import type { Plan } from '../passes/plan';
import { type RunSpec, SPEC_FORMAT, type SpecPort } from './run-spec';

/** The spec of a planned graph. Its hash is over what is computed: not over ids, titles, positions or order. */
export function emitSpec(
  parameters: Readonly<Record<string, ParameterValue>>,
  nodes: ReadonlyMap<string, KeyedNode>,
  plan: Plan,
): RunSpec {
  const ports: Record<string, SpecPort> = {};
  for (const node of nodes.values()) {
    const { id, definition } = node.typed.linked;
    for (const [name, keyed] of Object.entries(node.ports)) {
      const stage = plan.makers.get(keyed.key);
      const schema = keyed.kind === 'pass' ? undefined : keyed.schema;
      ports[`${id}.${name}`] = {
        key: keyed.key,
        type: definition.ports.out[name]!.type,
        ...(schema ? { schema } : {}),
        ...(stage ? { stage } : {}),
        ...(keyed.kind === 'relation' ? { rel: keyed.rel } : {}),
      };
    }
  }
  const hash = contentKey({ format: SPEC_FORMAT, parameters, stages: plan.stages.map((stage) => stage.key).sort() });
  return { format: SPEC_FORMAT, hash, parameters, stages: plan.stages, ports };
}
