import type { WireEnd } from '@/nodes/kernel/graph-doc/graph-doc';
import type { Change, ChangedNode, DocDiff, NamedNode } from './diff-docs';

/** The diff as lines for a terminal: `+` added, `-` removed, `~` changed, details indented below. */
export function describeDiff(diff: DocDiff): string {
  if (diff.isSame) return 'No difference in meaning.';
  return [
    ...described('name', diff.name),
    ...described('description', diff.description),
    ...diff.parameters.map(({ name, ...change }) => `${sign(change)} parameter ${name}${arrow(change)}`),
    ...diff.nodes.added.map((node) => `+ ${nameOf(node)}`),
    ...diff.nodes.removed.map((node) => `- ${nameOf(node)}`),
    ...diff.nodes.changed.flatMap(changedLines),
    ...diff.wires.added.map(({ from, to }) => `+ wire ${end(from)} → ${end(to)}`),
    ...diff.wires.removed.map(({ from, to }) => `- wire ${end(from)} → ${end(to)}`),
    ...diff.wires.rewired.map(({ to, before, after }) => `~ wire ${end(to)}: ${end(before)} → ${end(after)}`),
  ].join('\n');
}

function changedLines(node: ChangedNode): string[] {
  return [
    `~ ${nameOf(node)}`,
    ...described('title', node.retitled).map(indent),
    ...described('note', node.note).map(indent),
    ...described('type', node.replaced).map(indent),
    ...described('bypassed', node.bypassed).map(indent),
    ...node.settings.map(({ path, ...change }) => indent(`${sign(change)} ${path.join('.')}${arrow(change)}`)),
  ];
}

const nameOf = ({ id, type, title }: NamedNode): string => `${id} (${title === type ? type : `${type}: ${title}`})`;
const end = ({ node, port }: WireEnd): string => `${node}.${port}`;
const indent = (line: string): string => `    ${line}`;

function described(what: string, change: Change<unknown> | undefined): string[] {
  return change === undefined ? [] : [`${sign(change)} ${what}${arrow(change)}`];
}

function sign({ before, after }: Change<unknown>): string {
  if (before === undefined) return '+';
  return after === undefined ? '-' : '~';
}

function arrow({ before, after }: Change<unknown>): string {
  if (before === undefined) return `: ${text(after)}`;
  return after === undefined ? `: ${text(before)}` : `: ${text(before)} → ${text(after)}`;
}

const text = (value: unknown): string => JSON.stringify(value) ?? 'default';
