import type { Edit } from '@/nodes/kernel/graph-doc/edits';
import { type GraphDoc, groupsOf } from '@/nodes/kernel/graph-doc/graph-doc';
import { definitionOf, titleOf } from '../canvas/ports';
import type { History, Step } from '../document/history';

/** One state the drawing was in, as the list of steps shows it. */
export interface HistoryRow {
  readonly label: string;
  /** What it was about: “Impute”, “Impute and 3 more”. */
  readonly place: string | undefined;
  /** When, in ms; undefined for the beginning. */
  readonly at: number | undefined;
  /** So many steps away, back when negative; 0 is now. */
  readonly steps: number;
}

/** The latest first: what was taken back, then what is done, then how it began. */
export function historyRows({ done, undone }: History, doc: GraphDoc): HistoryRow[] {
  const row = (step: Step, steps: number): HistoryRow => {
    const place = placeOf(step, doc);
    // “Add Split” says it already.
    return { label: step.label, place: place && !step.label.includes(place) ? place : undefined, at: step.at, steps };
  };
  return [
    ...undone.map((step, index) => row(step, undone.length - index)),
    ...done.map((step, index) => row(step, index - done.length + 1)).reverse(),
    { label: 'As it was opened', place: undefined, at: undefined, steps: 0 - done.length },
  ];
}

/** What a step was about, by the names things have now, or had. */
export function placeOf({ edits }: Step, doc: GraphDoc): string | undefined {
  const names = [...new Set(edits.flatMap((edit) => namesIn(edit, doc)))];
  const [first, second] = names;
  if (first === undefined) return undefined;
  if (names.length === 1) return first;
  return names.length === 2 ? `${first} and ${second}` : `${first} and ${names.length - 1} more`;
}

function namesIn(edit: Edit, doc: GraphDoc): string[] {
  const nameOf = (id: string): string => (doc.nodes[id] ? titleOf(doc.nodes[id]) : id);
  switch (edit.kind) {
    case 'add-node':
      return [edit.node.title ?? definitionOf(edit.node)?.title ?? edit.id];
    case 'remove-node':
    case 'set-title':
    case 'set-note':
    case 'set-bypass':
    case 'set-setting':
    case 'set-config':
      return [nameOf(edit.id)];
    case 'connect':
      return [nameOf(edit.wire.from.node), nameOf(edit.wire.to.node)];
    case 'disconnect':
      return [nameOf(edit.to.node)];
    case 'move':
      return Object.keys(edit.positions).map(nameOf);
    case 'set-group':
      return [edit.set.title || groupsOf(doc)[edit.id]?.title || []].flat();
    case 'remove-group':
      return [groupsOf(doc)[edit.id]?.title || []].flat();
    case 'set-parameter':
      return [edit.name];
    default:
      return [];
  }
}

/** Nodes that a step touched and that are there: they are selected when somebody goes to it. */
export function nodesOf({ edits }: Step, doc: GraphDoc): string[] {
  const ids = edits.flatMap((edit) => {
    if (edit.kind === 'move') return Object.keys(edit.positions);
    if (edit.kind === 'connect') return [edit.wire.from.node, edit.wire.to.node];
    if (edit.kind === 'disconnect') return [edit.to.node];
    return 'id' in edit ? [edit.id] : [];
  });
  return [...new Set(ids)].filter((id) => doc.nodes[id]);
}
