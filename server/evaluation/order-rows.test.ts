import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rowsByFallingValue } from './order-rows';

it('sorts rows as a stable sort with a comparator does, negative numbers and zeros included', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, 0.5, 1e300, -1e-300));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), (values) => {
      const expected = values.map((_, row) => row).sort((a, b) => values[b]! - values[a]! || a - b);
      // Infinity − Infinity is NaN, which a comparator reads as equal.
      expect([...rowsByFallingValue(Float64Array.from(values))]).toEqual(expected);
    }),
  );
});
