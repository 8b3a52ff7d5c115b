import { settingLabel, valueWords } from '@/app/_frame/setting-words';
import type { DiffKind } from '@/app/_ui/vocabulary';
import { catalogue } from '@/nodes/catalogue.gen';
import type { GraphDoc, Wire, WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import { sameEnd, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Comparison } from '@/server/api/versions';
import type { ChangedNode } from '@/server/compiler/diff/diff-docs';

/** One line of a change: a setting, a title or a wire, before and after. */
export interface FieldChange {
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A node of either side, and what became of it. */
export interface ComparedNode {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly kind: DiffKind | 'same';
  readonly at: { readonly x: number; readonly y: number };
  readonly fields: readonly FieldChange[];
  /** The change itself in a few words, for the foot of the card. */
  readonly words: string;
}

export interface ComparedWire {
  readonly wire: Wire;
  readonly kind: DiffKind | 'same';
}

export interface ComparedGraph {
  readonly nodes: readonly ComparedNode[];
  readonly wires: readonly ComparedWire[];
  /** Changes of the document itself: name, description, parameters. */
  readonly document: readonly FieldChange[];
}

/** Both drawings laid over each other. */
export function compareGraphs({ a, b, diff }: Comparison): ComparedGraph {
  const changed = new Map(diff.nodes.changed.map((node) => [node.id, node]));
  const titleOf = (end: WireEnd): string => titleIn(b.document, end.node) ?? titleIn(a.document, end.node) ?? end.node;
  const rewired = new Map<string, FieldChange[]>();
  for (const { to, before, after } of diff.wires.rewired) {
    const change = { label: `input ${to.port}`, before: titleOf(before), after: titleOf(after) };
    rewired.set(to.node, [...(rewired.get(to.node) ?? []), change]);
  }
  const own = Object.keys(b.document.nodes).map((id): ComparedNode => {
    const { type } = b.document.nodes[id]!;
    const title = titleIn(b.document, id) ?? id;
    const at = b.document.layout[id] ?? { x: 0, y: 0 };
    const settings = changed.get(id);
    const wires = rewired.get(id) ?? [];
    if (!a.document.nodes[id]) return { id, type, title, at, kind: 'added', fields: [], words: `new ${type}` };
    if (settings) {
      const fields = [...fieldChanges(settings), ...wires];
      return { id, type, title, at, kind: 'changed', fields, words: fieldWords(fields) };
    }
    if (wires.length > 0) {
      const words = wires.map((wire) => `${wire.before} → ${wire.after}`).join(', ');
      return { id, type, title, at, kind: 'rewired', fields: wires, words };
    }
    return { id, type, title, at, kind: 'same', fields: [], words: 'unchanged' };
  });
  const ghosts = diff.nodes.removed.map(({ id, type, title }): ComparedNode => {
    const wanted = a.document.layout[id] ?? { x: 0, y: 0 };
    return { id, type, title, kind: 'removed', at: freePlace(wanted, own), fields: [], words: `was ${type}` };
  });
  return { nodes: [...own, ...ghosts], wires: comparedWires(a.document, b.document), document: documentChanges(diff) };
}

function titleIn(doc: GraphDoc, id: string): string | undefined {
  const node = doc.nodes[id];
  return node && (node.title ?? catalogue[node.type]?.title ?? id);
}

function fieldChanges({ type, retitled, note, replaced, bypassed, settings }: ChangedNode): FieldChange[] {
  const plain = (label: string, change: { before?: unknown; after?: unknown } | undefined): FieldChange[] =>
    change ? [{ label, before: change.before, after: change.after }] : [];
  return [
    ...plain('type', replaced),
    ...plain('bypassed', bypassed),
    ...plain('title', retitled),
    ...settings.map(({ path, before, after }) => ({ label: settingLabel(type, path), before, after })),
    ...plain('note', note),
  ];
}

function fieldWords(fields: readonly FieldChange[]): string {
  const [only] = fields;
  if (!only || fields.length > 1) return `${fields.length} settings`;
  const short = only.label.split(' › ').at(-1)?.toLowerCase() ?? only.label;
  const words = `${short} ${valueWords(only.before)} → ${valueWords(only.after)}`;
  return words.length <= 30 ? words : short;
}

/** A removed node keeps its place unless another stands there now. */
function freePlace(wanted: { x: number; y: number }, nodes: readonly ComparedNode[]): { x: number; y: number } {
  const taken = (y: number) => nodes.some(({ at }) => Math.abs(at.x - wanted.x) < 216 && Math.abs(at.y - y) < 88);
  let y = wanted.y;
  while (taken(y)) y += 104;
  return { x: wanted.x, y };
}

function comparedWires(a: GraphDoc, b: GraphDoc): ComparedWire[] {
  const before = new Set(a.wires.map(wireId));
  const after = new Set(b.wires.map(wireId));
  const present = b.wires.map((wire): ComparedWire => {
    if (before.has(wireId(wire))) return { wire, kind: 'same' };
    return { wire, kind: a.wires.some((old) => sameEnd(old.to, wire.to)) ? 'rewired' : 'added' };
  });
  const gone = a.wires
    .filter((wire) => !after.has(wireId(wire)))
    .map((wire): ComparedWire => ({ wire, kind: 'removed' }));
  return [...gone, ...present];
}

function documentChanges(diff: Comparison['diff']): FieldChange[] {
  return [
    ...(diff.name ? [{ label: 'Name', before: diff.name.before, after: diff.name.after }] : []),
    ...(diff.description
      ? [{ label: 'Description', before: diff.description.before, after: diff.description.after }]
      : []),
    ...diff.parameters.map(({ name, before, after }) => ({
      label: `Parameter ${name}`,
      before: before?.default,
      after: after?.default,
    })),
  ];
}
