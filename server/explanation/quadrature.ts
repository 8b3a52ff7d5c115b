/** Points and weights on [0, 1] that integrate polynomials up to degree 2 × points − 1 exactly. */
export interface Quadrature {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

const known = new Map<number, Quadrature>();

/** Gauss–Legendre quadrature; roots of the Legendre polynomial by Newton's method (Numerical Recipes, gauleg). */
export function gaussLegendre(count: number): Quadrature {
  const before = known.get(count);
  if (before) return before;
  const points = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let derivative = 1;
    for (let turn = 0; turn < 100; turn++) {
      let [value, before1] = [1, 0];
      for (let j = 0; j < count; j++) [value, before1] = [((2 * j + 1) * x * value - j * before1) / (j + 1), value];
      derivative = (count * (x * value - before1)) / (x * x - 1);
      const step = value / derivative;
      x -= step;
      if (Math.abs(step) < 1e-16) break;
    }
    points[i] = (1 - x) / 2;
    weights[i] = 1 / ((1 - x * x) * derivative * derivative);
  }
  const quadrature = { points, weights };
  known.set(count, quadrature);
  return quadrature;
}
