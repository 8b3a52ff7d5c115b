import type { DiffKind } from '@/app/_ui/vocabulary';
import { canonicalJson } from '@/nodes/kernel/canonical';
import type { Registry } from '@/server/compiler/analysis';
import type { DocDiff } from '@/server/compiler/diff/diff-docs';
import { labelAt } from '@/server/compiler/passes/settings';

export interface DifferenceLine {
  readonly kind: DiffKind;
  readonly words: string;
}

/** What differs in meaning between two drawings, a sentence each: "Train: Rounds 100 → 80". */
export function differenceLines({ nodes, wires, parameters }: DocDiff, registry: Registry): DifferenceLine[] {
  const typeOf = new Map(nodes.changed.map(({ id, type }) => [id, registry[type]]));
  return [
    ...nodes.added.map(({ title }): DifferenceLine => ({ kind: 'added', words: title })),
    ...nodes.removed.map(({ title }): DifferenceLine => ({ kind: 'removed', words: title })),
    ...nodes.changed.flatMap(({ id, title, settings, replaced, bypassed }): DifferenceLine[] => [
      ...(replaced ? [{ kind: 'changed' as const, words: `${title} is of another type` }] : []),
      ...(bypassed
        ? [{ kind: 'changed' as const, words: `${title} is ${bypassed.after ? '' : 'no longer '}bypassed` }]
        : []),
      ...settings.map(({ path, before, after }): DifferenceLine => {
        const definition = typeOf.get(id);
        const label = definition ? labelAt(definition, path) : path.join('.');
        return { kind: 'changed', words: `${title}: ${label} ${briefly(before)} → ${briefly(after)}` };
      }),
    ]),
    ...[...wires.added, ...wires.removed, ...wires.rewired].map(
      ({ to }): DifferenceLine => ({ kind: 'rewired', words: `another wire into ${to.node}.${to.port}` }),
    ),
    ...parameters.map(
      ({ name, before, after }): DifferenceLine => ({
        kind: before ? (after ? 'changed' : 'removed') : 'added',
        words: `parameter ${name}`,
      }),
    ),
  ];
}

const longest = 40;

function briefly(value: unknown): string {
  if (value === undefined) return '—';
  const text = typeof value === 'string' ? value : canonicalJson(value);
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
