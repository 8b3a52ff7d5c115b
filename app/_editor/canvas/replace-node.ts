import { catalogue } from '@/nodes/catalogue.gen';
import type { CatalogueNode } from '@/nodes/kernel/catalogue';
import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, isParameterRef, type Wire } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '@/server/compiler/analysis';
import { freeNodeId } from '../document/new-id';
import { definitionOf, outputType, titleOf } from './ports';
import { wiresFrom, wiresInto } from './wiring';

export interface Replaced {
  readonly id: string;
  readonly edits: Edit[];
  readonly keptWires: number;
  readonly lostWires: number;
  readonly keptSettings: number;
  /** What could not be kept, in words: “the wire to Train”, “the setting Strategy”. */
  readonly lost: readonly string[];
}

/**
 * A node of another type in the place of one: it takes the wires whose types it takes, first by the port's name, and the
 * settings of the same name whose values it understands, which the definitions in `registry` tell. Undefined for a node or
 * a type that is not known.
 */
export function replaceNode(
  doc: GraphDoc,
  node: string,
  type: string,
  registry: Registry | undefined,
  config?: Record<string, unknown>,
): Replaced | undefined {
  const old = doc.nodes[node];
  const definition = catalogue[type];
  if (!old || !definition) return undefined;
  const id = freeNodeId(type, new Set(Object.keys(doc.nodes)));
  const wires = rewire(doc, node, id, definition);
  const settings = config
    ? { kept: config, lost: [] }
    : keepSettings(definitionOf(old), old.config, definition, registry);
  const group = Object.entries(doc.groups ?? {}).find(([, { nodes }]) => nodes.includes(node))?.[0];
  const at = doc.layout[node];
  const edits: Edit[] = [
    {
      kind: 'add-node',
      id,
      node: {
        type,
        version: definition.version,
        config: settings.kept,
        ...(old.title === undefined ? {} : { title: old.title }),
        ...(old.note === undefined ? {} : { note: old.note }),
      },
      ...(at ? { at } : {}),
      ...(group === undefined ? {} : { group }),
    },
    ...wires.kept.map((wire): Edit => ({ kind: 'connect', wire })),
    { kind: 'remove-node', id: node },
  ];
  return {
    id,
    edits,
    keptWires: wires.kept.length,
    lostWires: wires.lost.length,
    keptSettings: Object.keys(settings.kept).length,
    lost: [...wires.lost, ...settings.lost],
  };
}

/** What a replacement keeps and loses, as a sentence. */
export function wordsOf({ keptWires, keptSettings, lost }: Replaced): string {
  const kept = [count(keptWires, 'wire'), count(keptSettings, 'setting')].filter(Boolean).join(' and ');
  const gone = lost.length > 3 ? `${lost.slice(0, 2).join(', ')} and ${lost.length - 2} more` : lost.join(', ');
  return [kept && `keeps ${kept}`, gone && `loses ${gone}`].filter(Boolean).join('; ') || 'nothing to keep';
}

const count = (number: number, of: string) => (number === 0 ? '' : `${number} ${of}${number === 1 ? '' : 's'}`);

function rewire(doc: GraphDoc, node: string, id: string, definition: CatalogueNode): { kept: Wire[]; lost: string[] } {
  const kept: Wire[] = [];
  const lost: string[] = [];
  const used = new Set<string>();
  for (const { from, to } of wiresInto(doc, node)) {
    const type = outputType(doc, from);
    const fitting = Object.entries(definition.ports.in)
      .filter(([port, { accepts }]) => type !== undefined && accepts.includes(type) && !used.has(port))
      .map(([port]) => port);
    const port = fitting.includes(to.port) ? to.port : fitting[0];
    if (port === undefined) {
      lost.push(`the wire from ${nameOf(doc, from.node)}`);
      continue;
    }
    used.add(port);
    kept.push({ from, to: { node: id, port } });
  }
  for (const { from, to } of wiresFrom(doc, node)) {
    const accepted = definitionOf(doc.nodes[to.node])?.ports.in[to.port]?.accepts ?? [];
    const fitting = Object.entries(definition.ports.out).filter(([, { type }]) => accepted.includes(type));
    const port = (fitting.find(([name]) => name === from.port) ?? fitting.find(([, { secondary }]) => !secondary))?.[0];
    if (port === undefined) lost.push(`the wire to ${nameOf(doc, to.node)}`);
    else kept.push({ from: { node: id, port }, to });
  }
  return { kept, lost };
}

const nameOf = (doc: GraphDoc, id: string): string => (doc.nodes[id] ? titleOf(doc.nodes[id]) : id);

/** Settings of the same name and kind whose value the new node understands. */
function keepSettings(
  old: CatalogueNode | undefined,
  config: Record<string, unknown>,
  definition: CatalogueNode,
  registry: Registry | undefined,
) {
  const shape = registry?.[definition.type]?.config.shape;
  const before = new Map(old?.settings.map((field) => [field.name, field]));
  const after = new Map(definition.settings.map((field) => [field.name, field]));
  const kept: Record<string, unknown> = {};
  const lost: string[] = [];
  for (const [name, value] of Object.entries(config)) {
    const field = after.get(name);
    const isKept =
      field !== undefined &&
      field.widget === before.get(name)?.widget &&
      (isParameterRef(value) || shape?.[name]?.safeParse(value).success === true);
    if (isKept) kept[name] = value;
    else lost.push(`the setting ${before.get(name)?.label ?? name}`);
  }
  return { kept, lost };
}
