import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { findColumn } from '@/nodes/kernel/schema';
import type { TypedNode } from './infer';

/**
 * A target that an earlier node turned into something no model predicts (a one-hot vector) is one mistake with one fix:
 * that node leaves it alone. Replaces the plain type error at the model's setting.
 */
export function explainChangedTargets(
  diagnostics: readonly Diagnostic[],
  nodes: ReadonlyMap<string, TypedNode>,
): Diagnostic[] {
  return diagnostics.map((entry) => {
    const node = entry.place.node === undefined ? undefined : nodes.get(entry.place.node);
    if (entry.code !== 'column-type' || !node?.linked.definition.model) return entry;
    const signature = node.linked.definition.model({ config: node.linked.config, inputs: node.inputs });
    const setting = node.linked.config[String(entry.place.path?.[0])];
    if (!signature || setting !== signature.target) return entry;
    const changer = changerOf(node, signature.target, nodes);
    return changer ? changedTarget(entry, signature.target, changer) : entry;
  });
}

/** The nearest node above that made the column out of another. */
function changerOf(node: TypedNode, column: string, nodes: ReadonlyMap<string, TypedNode>): TypedNode | undefined {
  const wire = node.linked.inputs.table;
  const above = wire && nodes.get(wire.node);
  const made = above?.outputs[wire!.port] && findColumn(above.outputs[wire!.port]!, column);
  if (!above || !made) return undefined;
  return made.lineage ? above : changerOf(above, column, nodes);
}

function changedTarget(entry: Diagnostic, target: string, { linked }: TypedNode): Diagnostic {
  const title = `Leave ${target} alone in ${linked.title}`;
  const settings = linked.definition.leaveAlone?.(linked.config, target);
  const edits = Object.entries(settings ?? {}).map(
    ([name, value]): Edit => ({ kind: 'set-setting', id: linked.id, path: [name], value }),
  );
  return diagnostic(
    entry.code,
    entry.place,
    `${linked.title} encoded the target ${target}, and a model predicts it as it was.`,
    {
      hint: `${title}.`,
      ...(edits.length > 0 ? { fix: { title, edits } } : {}),
    },
  );
}
