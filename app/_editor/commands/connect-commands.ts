import { announce } from '@/app/_ui/live-region';
import { type GraphDoc, type Wire, type WireEnd, wireId } from '@/nodes/kernel/graph-doc/graph-doc';
import { canConnect, landOn, mainOutput, wireBetween } from '../canvas/connect';
import { definitionOf, titleOf } from '../canvas/ports';
import { wiresFrom, wiresInto } from '../canvas/wiring';
import type { Editor } from '../editor';
import { openPick, type PickOption } from '../menus/open-pick';
import { feeding, fittingEnds } from '../outline/fitting-ends';
import { only, type PortEnd } from '../view/view-store';
import type { Command } from './command';
import { besideCard } from './where';

const docOf = ({ document }: Editor) => document.getState().doc;
const nameOf = (doc: GraphDoc, id: string): string => (doc.nodes[id] ? titleOf(doc.nodes[id]) : id);
const portsOf = (doc: GraphDoc, { node, side }: Pick<PortEnd, 'node' | 'side'>) =>
  definitionOf(doc.nodes[node])?.ports[side] ?? {};
const portName = (doc: GraphDoc, end: PortEnd): string => portsOf(doc, end)[end.port]?.title ?? end.port;

/** Draws a wire without a mouse: between two selected nodes at once, else to a port chosen from a list. */
export const connect: Command = {
  name: 'connect',
  title: 'Connect to…',
  group: 'Nodes',
  icon: 'cable',
  keys: ['c'],
  keywords: ['wire', 'join', 'link'],
  when: ({ view }) => [1, 2].includes(view.getState().selection.size),
  needs: 'Select one node to connect, or two to join.',
  perform(editor) {
    const ids = [...editor.view.getState().selection];
    const wire = ids.length === 2 ? wireAmong(docOf(editor), ids) : undefined;
    if (wire) put(editor, wire);
    else if (ids[0] !== undefined) choosePort(editor, ids[0]);
  },
};

/** The wire between two nodes: from the left one's main output to the first free input of the other that fits. */
export function wireAmong(doc: GraphDoc, ids: readonly string[]): Wire | undefined {
  const order = [...ids].sort((a, b) => (doc.layout[a]?.x ?? 0) - (doc.layout[b]?.x ?? 0));
  for (const [from, to] of [order, [...order].reverse()]) {
    const definition = from === undefined ? undefined : definitionOf(doc.nodes[from]);
    if (!definition || from === undefined || to === undefined) continue;
    const main = mainOutput(definition);
    const ports = [main, ...Object.keys(definition.ports.out)].filter((port) => port !== undefined);
    for (const port of new Set(ports)) {
      const landing = landOn(doc, { node: from, port, side: 'out' }, to);
      if ('wire' in landing && canConnect(doc, landing.wire)) return landing.wire;
    }
  }
  return undefined;
}

/** First the port, unless the node has one only; then what it is joined to. */
function choosePort(editor: Editor, node: string): void {
  const doc = docOf(editor);
  const ends = (['out', 'in'] as const).flatMap((side) =>
    Object.keys(portsOf(doc, { node, side })).map((port): PortEnd => ({ node, port, side })),
  );
  const [only] = ends;
  if (ends.length === 1 && only) chooseOther(editor, only);
  else
    openPick(editor, {
      at: besideCard(editor, node),
      label: `Connect ${nameOf(doc, node)}: which port?`,
      placeholder: 'Which port?',
      none: `${nameOf(doc, node)} has no ports`,
      options: ends.map((end) => ({
        key: `${end.side} ${end.port}`,
        title: portName(doc, end),
        detail: end.side === 'out' ? 'output' : 'input',
        aside: joinedWords(doc, end),
        choose: () => chooseOther(editor, end),
      })),
    });
}

function joinedWords(doc: GraphDoc, end: PortEnd): string | undefined {
  const from = end.side === 'in' ? feeding(doc, end) : undefined;
  return from && `from ${nameOf(doc, from.node)}`;
}

/** The list of ports that fit one; what is chosen is wired to it. */
export function chooseOther(editor: Editor, end: PortEnd): void {
  const doc = docOf(editor);
  const own = `${nameOf(doc, end.node)}, ${portName(doc, end)}`;
  const other = end.side === 'out' ? 'in' : 'out';
  openPick(editor, {
    at: besideCard(editor, end.node),
    label: `Connect ${own} to`,
    placeholder: end.side === 'out' ? 'What reads it?' : 'What feeds it?',
    none: `Nothing in this drawing fits ${own}`,
    options: fittingEnds(doc, end, end.side).map((found) => optionFor(editor, end, { ...found, side: other })),
  });
}

function optionFor(editor: Editor, end: PortEnd, other: PortEnd): PickOption {
  const doc = docOf(editor);
  const definition = definitionOf(doc.nodes[other.node]);
  const wire = wireBetween(end, { node: other.node, port: other.port });
  const before = other.side === 'in' ? feeding(doc, other) : undefined;
  return {
    key: `${other.node}.${other.port}`,
    title: nameOf(doc, other.node),
    detail: portName(doc, other),
    icon: definition?.ui.icon,
    category: definition?.category,
    aside: before && `replaces ${nameOf(doc, before.node)}`,
    choose: () => put(editor, wire, end.node),
  };
}

function put(editor: Editor, wire: Wire, focus?: string): void {
  const doc = docOf(editor);
  editor.document.getState().dispatch([{ kind: 'connect', wire }], 'Connect');
  announce(`${nameOf(doc, wire.from.node)} now feeds ${nameOf(doc, wire.to.node)}`);
  if (focus !== undefined) editor.canvas?.focus(focus);
}

/** Wires of what is selected: the selected ones, else those of the selected nodes. */
function wiresOf({ document, view }: Editor): Wire[] {
  const { doc } = document.getState();
  const { selection, selectedWires } = view.getState();
  if (selectedWires.size > 0) return doc.wires.filter((wire) => selectedWires.has(wireId(wire)));
  return [...selection].flatMap((id) => [...wiresInto(doc, id), ...wiresFrom(doc, id)]);
}

export const disconnect: Command = {
  name: 'disconnect',
  title: 'Disconnect…',
  group: 'Nodes',
  icon: 'unplug',
  keys: ['x'],
  keywords: ['wire', 'remove', 'cut'],
  when: (editor) => wiresOf(editor).length > 0,
  needs: 'Select a wire, or a node that has one.',
  perform(editor) {
    const wires = wiresOf(editor);
    const node = only(editor.view.getState().selection);
    if (wires.length === 1 || node === undefined) {
      cutWires(editor, wires);
      return;
    }
    const doc = docOf(editor);
    openPick(editor, {
      at: besideCard(editor, node),
      label: `Disconnect ${nameOf(doc, node)}`,
      placeholder: 'Which wire?',
      none: 'It has no wires',
      options: [
        ...wires.map((wire) => wireOption(editor, wire, node)),
        {
          key: 'all',
          title: 'All of them',
          detail: `${wires.length} wires`,
          choose: () => cutWires(editor, wires, node),
        },
      ],
    });
  },
};

function wireOption(editor: Editor, wire: Wire, node: string): PickOption {
  const doc = docOf(editor);
  const isInput = wire.to.node === node;
  const other = isInput ? wire.from : wire.to;
  const end: PortEnd = isInput ? { ...wire.to, side: 'in' } : { ...wire.from, side: 'out' };
  return {
    key: wireId(wire),
    title: `${isInput ? 'From' : 'To'} ${nameOf(doc, other.node)}`,
    detail: portName(doc, end),
    icon: definitionOf(doc.nodes[other.node])?.ui.icon,
    category: definitionOf(doc.nodes[other.node])?.category,
    choose: () => cutWires(editor, [wire], node),
  };
}

/** Removes wires as one step. */
export function cutWires(editor: Editor, wires: readonly Pick<Wire, 'to'>[], focus?: string): void {
  const ends = new Map(wires.map(({ to }): [string, WireEnd] => [`${to.node}.${to.port}`, to]));
  const label = ends.size === 1 ? 'Disconnect' : `Disconnect ${ends.size} wires`;
  editor.document.getState().dispatch(
    [...ends.values()].map((to) => ({ kind: 'disconnect', to })),
    label,
  );
  editor.view.setState({ selectedWires: new Set() });
  announce(ends.size === 1 ? 'Disconnected' : `${ends.size} wires removed`);
  if (focus !== undefined) editor.canvas?.focus(focus);
}
