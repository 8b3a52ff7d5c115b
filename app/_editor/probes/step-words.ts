import { formatFigure, formatInteger } from '@/app/_ui/figures';
import type { PlainValue } from '@/server/worker/reader/match-rows';
import type { ProbeStep } from './probe';

/** What became of the row at a node, in a few words. */
export function stepWords({ kind, ports, by, problem }: ProbeStep): { readonly words: string; readonly title: string } {
  const recognised = by.length === 0 ? '' : ` Recognised by ${listed(by)}.`;
  const port = ports[0];
  switch (kind) {
    case 'start':
      return {
        words: port && port.count > 1 ? `${formatInteger(port.count)} alike` : 'picked here',
        title: `Found by ${listed(by)}.`,
      };
    case 'kept':
      return {
        words: ports.length > 1 ? `on ${ports.length} wires` : 'passes',
        title: `It leaves as one row.${recognised}`,
      };
    case 'gone':
      return { words: 'filtered out', title: `It goes in and does not come out with the others.${recognised}` };
    case 'more':
      return {
        words: `becomes ${formatInteger(port?.count ?? 0)} rows`,
        title: `Several rows leave that cannot be told from it. The values shown are those of the first.${recognised}`,
      };
    case 'grouped':
      return {
        words: 'joins a group',
        title: `What leaves stands for several rows; this is the one it is part of.${recognised}`,
      };
    case 'lost':
      return {
        words: 'not traceable further',
        title: 'No column leaves this node as it arrived, so nothing tells which row it was.',
      };
    case 'ends':
      return { words: 'read here', title: 'No table leaves this node.' };
    case 'waits':
      return { words: 'run to know', title: problem ?? 'A run has to make these rows first.' };
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${shown} and ${names.length - 3} more columns` : shown;
}

/** A value in a small place. */
export function valueWords(value: PlainValue | undefined): string {
  if (value === null || value === undefined) return 'missing';
  if (typeof value === 'number') return formatFigure(value, 5);
  if (typeof value === 'object')
    return `[${value
      .slice(0, 3)
      .map((part) => (part === null ? '–' : formatFigure(part, 3)))
      .join(' ')}${value.length > 3 ? ' …' : ''}]`;
  return String(value);
}
