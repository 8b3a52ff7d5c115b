import type { GraphDoc, GraphNode, Parameter, Wire, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Registry } from '../analysis';
import { diffSettings, type SettingChange } from './diff-settings';
import { diffWires, type Rewired } from './diff-wires';
import { equalValues } from './equal-values';

/** A value before and after; absent on the side where it did not exist. */
export interface Change<T> {
  readonly before?: T;
  readonly after?: T;
}

export interface NamedNode {
  readonly id: string;
  readonly type: string;
  /** As the card shows it. */
  readonly title: string;
}

/** What became of a node that exists on both sides. Never its position. */
export interface ChangedNode extends NamedNode {
  readonly retitled?: Change<string>;
  readonly note?: Change<string>;
  readonly bypassed?: Change<true>;
  /** Another type under the same id. */
  readonly replaced?: Change<string>;
  readonly settings: readonly SettingChange[];
}

export interface ChangedParameter extends Change<Parameter> {
  readonly name: string;
}

/** How the second document differs from the first in meaning. Lists are in order of id. */
export interface DocDiff {
  readonly isSame: boolean;
  readonly nodes: {
    readonly added: readonly NamedNode[];
    readonly removed: readonly NamedNode[];
    readonly changed: readonly ChangedNode[];
  };
  readonly wires: {
    readonly added: readonly Wire[];
    readonly removed: readonly Wire[];
    /** An input that another output feeds now. */
    readonly rewired: readonly Rewired[];
  };
  readonly parameters: readonly ChangedParameter[];
  readonly name?: Change<string>;
  readonly description?: Change<string>;
}

export type { Rewired, SettingChange, WireEnd };

/** Compares by meaning: moves are no changes, nor is a default that was spelled out (where `registry` knows the type). */
export function diffDocs(a: GraphDoc, b: GraphDoc, registry: Registry = {}): DocDiff {
  const named = (doc: GraphDoc, id: string): NamedNode => nameOf(id, doc.nodes[id]!, registry);
  const [before, after] = [Object.keys(a.nodes).sort(), Object.keys(b.nodes).sort()];
  const nodes = {
    added: after.filter((id) => !a.nodes[id]).map((id) => named(b, id)),
    removed: before.filter((id) => !b.nodes[id]).map((id) => named(a, id)),
    changed: before.flatMap((id) => {
      const other = b.nodes[id];
      return other ? changedNode(id, a.nodes[id]!, other, registry) : [];
    }),
  };
  const wires = diffWires(a.wires, b.wires);
  const parameters = diffParameters(a.parameters, b.parameters);
  const texts = {
    ...changeOf('name', a.name, b.name),
    ...changeOf('description', a.description, b.description),
  };
  const count =
    [nodes.added, nodes.removed, nodes.changed, wires.added, wires.removed, wires.rewired, parameters].reduce(
      (total, list) => total + list.length,
      0,
    ) + Object.keys(texts).length;
  return { isSame: count === 0, nodes, wires, parameters, ...texts };
}

function changedNode(id: string, before: GraphNode, after: GraphNode, registry: Registry): ChangedNode[] {
  const texts = {
    ...changeOf('retitled', before.title, after.title),
    ...changeOf('note', before.note, after.note),
    ...changeOf('bypassed', before.bypassed, after.bypassed),
  };
  const replaced = changeOf('replaced', before.type, after.type);
  const settings = diffSettings(before, after, registry);
  if (Object.keys(texts).length + Object.keys(replaced).length + settings.length === 0) return [];
  return [{ ...nameOf(id, after, registry), ...texts, ...replaced, settings }];
}

function nameOf(id: string, node: GraphNode, registry: Registry): NamedNode {
  return { id, type: node.type, title: node.title ?? registry[node.type]?.title ?? id };
}

function changeOf<K extends string, T>(name: K, before?: T, after?: T): Partial<Record<K, Change<T>>> {
  if (before === after) return {};
  const change = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return { [name]: change } as Partial<Record<K, Change<T>>>;
}

function diffParameters(a: GraphDoc['parameters'], b: GraphDoc['parameters']): ChangedParameter[] {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return names.flatMap((name) => {
    const [before, after] = [a[name], b[name]];
    if (equalValues(before, after)) return [];
    return [{ name, ...(before ? { before } : {}), ...(after ? { after } : {}) }];
  });
}
