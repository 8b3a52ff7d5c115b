import type { Diagnostic, DiagnosticCode } from '@/nodes/kernel/diagnostics';
import type { GraphDoc } from '@/nodes/kernel/graph-doc/graph-doc';

interface Rule {
  readonly says: string;
  readonly codes: readonly DiagnosticCode[];
}

/** What the compiler proves of a drawing, as a reader would check it. */
const RULES: readonly Rule[] = [
  {
    says: 'What learned saw training rows only, or validation rows too where the steps say so; never test rows.',
    codes: ['leak-learns-before-split', 'leak-mixed-rows', 'no-partition'],
  },
  { says: 'No feature is computed from the target.', codes: ['leak-target-among-features'] },
  { says: 'No feature reads rows of another part, or later rows in a split by time.', codes: ['leak-other-rows'] },
  {
    says: 'All rows carry the labels of one split, and copies of a row stay together.',
    codes: ['leak-labels-differ', 'leak-group-split'],
  },
  { says: 'Where time decides, no join brings values whatever their time.', codes: ['leak-newer-than-label'] },
  { says: 'Nothing was chosen by the rows that judge.', codes: ['leak-tuned-on-test', 'leak-folds'] },
];

export interface CheckedRule {
  readonly says: string;
  /** What speaks against it. */
  readonly against: readonly Diagnostic[];
}

/** The rules for a node and all that leads to it. */
export function checkRules(doc: GraphDoc, node: string, diagnostics: readonly Diagnostic[]): CheckedRule[] {
  const around = nodesAround(doc, node);
  return RULES.map(({ says, codes }) => ({
    says,
    against: diagnostics.filter(
      ({ code, place, path = [] }) =>
        codes.includes(code) && [...path, ...(place.node ? [place.node] : [])].some((id) => around.has(id)),
    ),
  }));
}

/** The node, and every node above it. */
function nodesAround(doc: GraphDoc, node: string): Set<string> {
  const found = new Set([node]);
  for (const id of found) for (const wire of doc.wires) if (wire.to.node === id) found.add(wire.from.node);
  return found;
}
