import { type Diagnostic, diagnostic } from '@/nodes/kernel/diagnostics';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { findColumn } from '@/nodes/kernel/schema';
import type { TypedNode } from './infer';

/**
 * A target that an earlier node made something else of. When no model predicts that (a one-hot vector), it is one mistake
 * with one fix: that node leaves it alone; this replaces the plain type error at the model's setting. When it can be
 * predicted (a scaled price), the answers of the model are in other units: a warning with the same fix.
 */
export function explainChangedTargets(
  diagnostics: readonly Diagnostic[],
  nodes: ReadonlyMap<string, TypedNode>,
): Diagnostic[] {
  const explained = diagnostics.map((entry) => {
    const node = entry.place.node === undefined ? undefined : nodes.get(entry.place.node);
    if (entry.code !== 'column-type' || !node?.linked.definition.model) return entry;
    const signature = node.linked.definition.model({ config: node.linked.config, inputs: node.inputs });
    const setting = node.linked.config[String(entry.place.path?.[0])];
    if (!signature || setting !== signature.target) return entry;
    const changer = changerOf(node, signature.target, nodes);
    return changer ? changedTarget(entry, signature.target, changer) : entry;
  });
  return [...explained, ...[...nodes.values()].flatMap((node) => rescaledTarget(node, nodes))];
}

/** Only nodes that can leave a column alone are asked to: a formula that makes the target is meant. */
function rescaledTarget(node: TypedNode, nodes: ReadonlyMap<string, TypedNode>): Diagnostic[] {
  const { linked, inputs, sound } = node;
  if (!sound || !linked.configured || !linked.definition.model) return [];
  const target = linked.definition.model({ config: linked.config, inputs })?.target;
  const changer = target === undefined ? undefined : changerOf(node, target, nodes);
  if (target === undefined || !changer?.linked.definition.leaveAlone) return [];
  const setting = Object.keys(linked.config).find((name) => linked.config[name] === target);
  return [
    diagnostic(
      'target-changed',
      { node: linked.id, ...(setting ? { path: [setting] } : {}) },
      `${changer.linked.title} changes the target ${target}: the model learns, and answers with, what it makes of it.`,
      leaveAlone(target, changer),
    ),
  ];
}

/** The nearest node above that made the column out of another. */
function changerOf(node: TypedNode, column: string, nodes: ReadonlyMap<string, TypedNode>): TypedNode | undefined {
  const wire = node.linked.inputs.table;
  const above = wire && nodes.get(wire.node);
  const made = above?.outputs[wire!.port] && findColumn(above.outputs[wire!.port]!, column);
  if (!above || !made) return undefined;
  // A column handed on is the very object that arrived.
  const isHandedOn = Object.values(above.inputs).some((table) => table?.columns.includes(made));
  return made.lineage && !isHandedOn ? above : changerOf(above, column, nodes);
}

function changedTarget(entry: Diagnostic, target: string, changer: TypedNode): Diagnostic {
  return diagnostic(
    entry.code,
    entry.place,
    `${changer.linked.title} encoded the target ${target}, and a model predicts it as it was.`,
    leaveAlone(target, changer),
  );
}

function leaveAlone(target: string, { linked }: TypedNode): Pick<Diagnostic, 'hint' | 'fix'> {
  const title = `Leave ${target} alone in ${linked.title}`;
  const settings = linked.definition.leaveAlone?.(linked.config, target);
  const edits = Object.entries(settings ?? {}).map(
    ([name, value]): Edit => ({ kind: 'set-setting', id: linked.id, path: [name], value }),
  );
  return { hint: `${title}.`, ...(edits.length > 0 ? { fix: { title, edits } } : {}) };
}
