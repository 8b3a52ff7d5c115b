import fc from 'fast-check';

/** A random acyclic graph: `parents[i]` are indices below i. */
export const dag = (most: number) =>
  fc
    .integer({ min: 1, max: most })
    .chain((size) =>
      fc.tuple(
        ...Array.from({ length: size }, (_, index) =>
          index === 0 ? fc.constant<number[]>([]) : fc.uniqueArray(fc.nat(index - 1), { maxLength: 3 }),
        ),
      ),
    );

/** What may happen next, as numbers that pick among what is possible then. */
export const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('claim' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('finish' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('fail' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('retry' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('zombie' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('start' as const), pick: fc.nat(50), worker: fc.nat(1) }) },
);

export type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;
