import { announce } from '@/app/_ui/live-region';
import { placesOf } from '../canvas/groups/fold';
import { type Direction, nearestCard } from '../canvas/nearest-card';
import { definitionOf, titleOf } from '../canvas/ports';
import { wiresFrom, wiresInto } from '../canvas/wiring';
import type { Editor } from '../editor';
import { type Command, hasNodes } from './command';
import { cardInSight, cardOfKeys, drawnOfKeys, goToCard, isOnCanvas } from './where';

const directions: readonly { direction: Direction; words: string }[] = [
  { direction: 'left', words: 'at the left' },
  { direction: 'right', words: 'at the right' },
  { direction: 'up', words: 'above' },
  { direction: 'down', words: 'below' },
];

const canGo = (editor: Editor) => hasNodes(editor) && isOnCanvas();

/** The arrow keys go from card to card; with Shift what they come to is added to the selection. */
export const goes: readonly Command[] = directions.flatMap(({ direction, words }): Command[] => [
  {
    name: `go-${direction}`,
    title: `Go to the card ${words}`,
    family: 'Go to the card beside, above or below',
    group: 'Move',
    keys: [`arrow${direction}`],
    when: canGo,
    needs: 'Add a node first.',
    perform: (editor) => go(editor, direction, false),
  },
  {
    name: `extend-${direction}`,
    title: `Select the card ${words} too`,
    family: 'Select the card beside, above or below too',
    group: 'Move',
    keys: [`shift+arrow${direction}`],
    when: canGo,
    needs: 'Add a node first.',
    perform: (editor) => go(editor, direction, true),
  },
]);

function go(editor: Editor, direction: Direction, more: boolean): void {
  const places = placesOf(editor.document.getState().doc);
  const here = drawnOfKeys(editor, places);
  const at = here === undefined ? undefined : places[here];
  const next = at ? nearestCard(places, at, direction, here) : cardInSight(editor);
  if (next !== undefined) goToCard(editor, next, more);
}

/** With Mod the arrow keys follow wires: along them, against them, and to others that are fed by or feed the same node. */
export const follows: readonly Command[] = [
  follow('right', 'Follow the wire to the next node', (editor, id) => first(readers(editor, id))),
  follow('left', 'Follow the wire back to what feeds it', (editor, id) => first(feeders(editor, id))),
  follow('down', 'Go to the next node on the same wires', (editor, id) => sibling(editor, id, 1)),
  follow('up', 'Go to the previous node on the same wires', (editor, id) => sibling(editor, id, -1)),
];

function follow(
  direction: Direction,
  title: string,
  find: (editor: Editor, id: string) => string | undefined,
): Command {
  return {
    name: `follow-${direction}`,
    title,
    group: 'Move',
    keys: [`mod+arrow${direction}`],
    when: (editor) => canGo(editor) && cardOfKeys(editor) !== undefined,
    needs: 'Select a node first.',
    perform(editor) {
      const here = cardOfKeys(editor);
      const next = here === undefined ? undefined : find(editor, here);
      if (next !== undefined) goToCard(editor, next);
      else announce(here === undefined ? 'No node is selected' : `${nameOf(editor, here)} has no wire there`);
    },
  };
}

const docOf = ({ document }: Editor) => document.getState().doc;
const nameOf = (editor: Editor, id: string): string => {
  const node = docOf(editor).nodes[id];
  return node ? titleOf(node) : id;
};
const first = (ids: readonly string[]): string | undefined => ids[0];

/** In the order of the ports, then from above to below. */
function readers(editor: Editor, id: string): string[] {
  const doc = docOf(editor);
  const ports = Object.keys(definitionOf(doc.nodes[id])?.ports.out ?? {});
  return unique(
    [...wiresFrom(doc, id)]
      .sort(
        (a, b) =>
          ports.indexOf(a.from.port) - ports.indexOf(b.from.port) ||
          height(editor, a.to.node) - height(editor, b.to.node),
      )
      .map(({ to }) => to.node),
  );
}

function feeders(editor: Editor, id: string): string[] {
  const doc = docOf(editor);
  const ports = Object.keys(definitionOf(doc.nodes[id])?.ports.in ?? {});
  return unique(
    [...wiresInto(doc, id)]
      .sort((a, b) => ports.indexOf(a.to.port) - ports.indexOf(b.to.port))
      .map(({ from }) => from.node),
  );
}

/** Others that read what this one reads; for a node that reads nothing, others that feed what it feeds. */
function sibling(editor: Editor, id: string, step: 1 | -1): string | undefined {
  const above = feeders(editor, id);
  const beside =
    above.length > 0
      ? above.flatMap((feeder) => readers(editor, feeder))
      : readers(editor, id).flatMap((reader) => feeders(editor, reader));
  const all = unique(beside).sort((a, b) => height(editor, a) - height(editor, b));
  if (all.length < 2) return undefined;
  return all[(all.indexOf(id) + step + all.length) % all.length];
}

const height = (editor: Editor, id: string): number => docOf(editor).layout[id]?.y ?? 0;
const unique = (ids: readonly string[]): string[] => [...new Set(ids)];
