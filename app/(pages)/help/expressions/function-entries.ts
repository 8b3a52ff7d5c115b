import { FUNCTION_GROUPS, type FunctionGroup, type FunctionRow } from '@/nodes/kernel/expr/function-row';
import { OPERATORS, type Operator } from '@/nodes/kernel/expr/syntax';
import { TYPED_FUNCTIONS } from '@/nodes/kernel/expr/unknown-name';
import { signaturesOf, writtenCall, writtenExample } from '@/nodes/kernel/expr/written-signature';

/** A function as the help page shows it. */
export interface FunctionEntry {
  readonly name: string;
  readonly group: FunctionGroup;
  readonly calls: readonly { readonly written: string; readonly result: string }[];
  readonly summary: string;
  readonly example?: string;
  readonly operators: readonly string[];
  readonly agreement: FunctionRow['agreement'];
  readonly isNeverMissing: boolean;
}

const operatorsOf = (name: string): string[] =>
  (Object.keys(OPERATORS) as Operator[])
    .filter((operator) => OPERATORS[operator].fn === name)
    .map((operator) => (operator === 'negate' ? '−x' : operator));

export const FUNCTION_ENTRIES: readonly FunctionEntry[] = [...TYPED_FUNCTIONS].map(([name, row]) => ({
  name,
  group: row.group,
  calls: signaturesOf(row).map((signature) => ({ written: writtenCall(name, signature), result: signature.result })),
  summary: row.summary,
  ...(row.example ? { example: writtenExample(row.example) } : {}),
  operators: operatorsOf(name),
  agreement: row.agreement,
  isNeverMissing: row.nulls === 'never',
}));

/** The functions that a search finds, by group; a group with none is left out. */
export function foundByGroup(query: string): { group: FunctionGroup; entries: readonly FunctionEntry[] }[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = FUNCTION_ENTRIES.filter((entry) => {
    const text = [entry.name, entry.summary, entry.group, ...entry.operators].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  return FUNCTION_GROUPS.map((group) => ({ group, entries: found.filter((entry) => entry.group === group) })).filter(
    ({ entries }) => entries.length > 0,
  );
}
