import { catalogue } from '@/nodes/catalogue.gen';
import { type GraphDoc, type Position, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Editor } from '../editor';
import type { DropTarget } from '../view/view-store';
import { loadedDefinitions } from './definitions';
import { unfolded } from './groups/fold';
import { cardAt, wireAt } from './hit-test';
import { insertOnWire } from './place-node';
import { titleOf } from './ports';
import { replaceNode, wordsOf } from './replace-node';

/** Says what would come of what is dragged; nothing is drawn anew while it stays the same. */
export function setDropTarget(editor: Editor, target: DropTarget | undefined): void {
  const before = editor.view.getState().dropTarget;
  const isSame =
    before === target ||
    (before && target && before.id === target.id && before.kind === target.kind && before.words === target.words);
  if (!isSame) editor.view.setState({ dropTarget: target });
}

/** What a node of a type would do where it is let go: take the place of the card there, or go into the wire. */
export function dropTargetAt(doc: GraphDoc, type: string, at: Position): DropTarget | undefined {
  const title = catalogue[type]?.title ?? type;
  const node = cardAt(unfolded(doc).layout, at);
  if (node !== undefined) return replacement(doc, node, type, title);
  const wire = wireAt(doc, at, 20);
  if (wire === undefined) return undefined;
  const isPossible = insertOnWire(doc, { type, at }, wire) !== undefined;
  return {
    kind: 'wire',
    id: wire,
    words: isPossible ? `Insert ${title}` : `${title} cannot pass on ${carriedBy(doc, wire)}`,
    isPossible,
  };
}

function replacement(doc: GraphDoc, node: string, type: string, title: string): DropTarget {
  const old = doc.nodes[node];
  const registry = loadedDefinitions();
  const replaced = replaceNode(doc, node, type, registry);
  const words =
    old && replaced
      ? [`Replace ${titleOf(old)} by ${title}`, registry && wordsOf(replaced)].filter(Boolean).join(': ')
      : title;
  return { kind: 'node', id: node, words, isPossible: replaced !== undefined };
}

function carriedBy(doc: GraphDoc, id: string): string {
  const wire = doc.wires.find((candidate) => wireId(candidate) === id);
  const type = wire && catalogue[doc.nodes[wire.from.node]?.type ?? '']?.ports.out[wire.from.port]?.type;
  return type === 'endpoint' ? 'an endpoint' : `a ${type ?? 'value'}`;
}
