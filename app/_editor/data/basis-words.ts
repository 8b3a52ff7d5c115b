import { formatInteger } from '@/app/_ui/figures';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';
import type { DataBasis } from '@/server/api/open-port-of';
import { nodeTitle } from '../timeline/stage-words';

export interface BasisWords {
  readonly words: string;
  /** What to know before trusting the figures. */
  readonly details: readonly string[];
}

/** What rows are that no run has made; undefined for those of a run. */
export function basisWords(doc: GraphDoc, basis: DataBasis | undefined): BasisWords | undefined {
  if (!basis || basis.kind === 'run') return undefined;
  const { kind, sampleRows = 0, looksAtOthers, learned } = basis;
  const details: string[] = [];
  if (looksAtOthers) details.push('Counts, ranks and groups are of these rows alone.');
  const here = titles(doc, learned, 'these rows');
  const before = titles(doc, learned, 'last run');
  const rows = kind === 'sample' ? 'these rows' : 'all rows';
  if (here) details.push(`${here} learned from ${rows}, below a split from the training rows among them.`);
  if (before)
    details.push(
      `${before} ${before.includes(',') || before.includes(' and ') ? 'use' : 'uses'} what the last run learned.`,
    );
  return {
    words:
      kind === 'sample'
        ? `Preview of the first ${formatInteger(sampleRows)} rows; not run yet`
        : 'Preview of all rows; not run yet',
    details,
  };
}

function titles(doc: GraphDoc, learned: Exclude<DataBasis, { kind: 'run' }>['learned'], by: string): string {
  const names = [...new Set(learned.filter((each) => each.by === by).map(({ node }) => nodeTitle(doc, node)))];
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
