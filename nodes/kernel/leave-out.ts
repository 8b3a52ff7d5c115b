import type { Fix } from './diagnostics';

/** The edit that takes columns out of what a model reads. */
export function leaveOutOf(node: string, settings: Readonly<Record<string, unknown>>, columns: readonly string[]): Fix {
  const what = columns.length === 1 ? columns[0]! : `${columns.length} columns`;
  const edits = Object.entries(settings).map(([name, value]) => ({
    kind: 'set-setting' as const,
    id: node,
    path: [name],
    value,
  }));
  return { title: `Leave ${what} out of the features`, edits };
}
