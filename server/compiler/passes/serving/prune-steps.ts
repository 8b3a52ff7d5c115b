import type { ModelSignature } from '@/nodes/kernel/define-node';
import type { Fix } from '@/nodes/kernel/diagnostics';
import { call, columnsOf, type Expr, visitExpr } from '@/nodes/kernel/expr/expr';
import { leaveOutOf } from '@/nodes/kernel/leave-out';
import type { ServeStep } from '../../emit/serve-plan';
import type { LinkedNode } from '../link';
import type { AbsentColumns } from './serving-steps';

/** Whether a condition is about the target, which a request does not carry. */
const isAboutTarget = (when: Expr, targets: ReadonlySet<string>): boolean =>
  columnsOf(when).some((name) => targets.has(name.startsWith('$same$') ? name.slice('$same$'.length) : name));

/** Drops columns nothing needs, from the answer back to the request. `absent`: needed columns no single row has, and why. */
export function pruneSteps(
  steps: readonly (ServeStep | AbsentColumns)[],
  wanted: Set<string>,
  target: string | undefined,
): { steps: ServeStep[]; needed: Set<string>; absent: Map<string, string> } {
  let needed = wanted;
  const absent = new Map<string, string>();
  let targets = new Set(target === undefined ? [] : [target]);
  const kept: ServeStep[] = [];
  for (const step of [...steps].reverse()) {
    if (step.kind === 'absent') {
      for (const name of step.columns) if (needed.delete(name)) absent.set(name, step.why);
      continue;
    }
    if (step.kind === 'filter') {
      const reasons = step.reasons.filter((row) => !isAboutTarget(row.when, targets));
      if (reasons.length === 0) continue;
      for (const row of reasons) for (const name of columnsOf(row.when)) needed.add(name);
      kept.unshift({ kind: 'filter', where: call('not', call('or', ...reasons.map((row) => row.when))), reasons });
      continue;
    }
    targets = new Set(step.columns.filter(({ name }) => targets.has(name)).flatMap((column) => columnsOf(column.expr)));
    const columns = step.columns.filter((column) => needed.has(column.name));
    needed = new Set(columns.flatMap((column) => columnsOf(column.expr)));
    kept.unshift({ kind: 'project', columns });
  }
  return { steps: kept, needed, absent };
}

export function notKnown(columns: readonly string[], absent: ReadonlyMap<string, string>): [string, string] {
  const [[first, why]] = [...absent] as [[string, string]];
  const names =
    columns.length > 4 ? `${columns.slice(0, 4).join(', ')} and ${columns.length - 4} more` : columns.join(', ');
  const message =
    columns.length <= 1 ? `The column ${first} ${why}.` : `No single row has ${names}: the column ${first} ${why}.`;
  return [message, `Leave ${names || first} out of the features.`];
}

export function leaveOutFix(
  { id, definition }: LinkedNode,
  { features }: ModelSignature,
  columns: readonly string[],
): Fix | undefined {
  const settings = definition.withFeatures?.(features.filter((name) => !columns.includes(name)));
  if (!settings || columns.length === 0 || columns.length >= features.length) return undefined;
  return leaveOutOf(id, settings, columns);
}

/** Names of the fits whose values the steps read. */
export function fitsOf(steps: readonly ServeStep[]): Set<string> {
  const fits = new Set<string>();
  const collect = (expr: Expr) =>
    visitExpr(expr, (part) => {
      if (part.op === 'learned') fits.add(part.fit);
    });
  for (const step of steps) {
    if (step.kind === 'project') for (const column of step.columns) collect(column.expr);
    else for (const row of step.reasons) collect(row.when);
  }
  return fits;
}
