import { gaussLegendre } from './quadrature';

/** Pieces of the way from the base to the row, and points in each: exact to 1e-9 for margins up to 50 apart. */
const PIECES = 16;
const POINTS = 8;

/**
 * Contributions to one margin as contributions to its answer (a probability, a count): every unit of the margin is worth
 * the same, on average over the way from the base to the row. They add up to answer − base answer.
 */
export function inAnswerUnits(
  contributions: readonly number[],
  from: { readonly margin: number; readonly answer: number },
  to: { readonly margin: number; readonly answer: number },
  /** What a unit of the margin is worth where there is no way to go: the derivative of the answer. */
  slope: number,
): number[] {
  const way = to.margin - from.margin;
  const worth = Math.abs(way) < 1e-9 ? slope : (to.answer - from.answer) / way;
  return contributions.map((contribution) => contribution * worth);
}

/**
 * Contributions to the margins of all classes (classes × columns) as contributions to their probabilities, by softmax. The
 * probability's gradient is averaged over the straight way from the base to the row (Aumann–Shapley), so that the
 * contributions to a class add up to its probability − its base probability.
 */
export function inProbabilities(
  base: readonly number[],
  contributions: readonly (readonly number[])[],
): { base: number[]; contributions: number[][] } {
  const classes = base.length;
  const ways = contributions.map((own) => own.reduce((sum, contribution) => sum + contribution, 0));
  const gradient = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  const { points, weights } = gaussLegendre(POINTS);
  for (let piece = 0; piece < PIECES; piece++) {
    for (let q = 0; q < points.length; q++) {
      const at = (piece + points[q]!) / PIECES;
      const p = softmax(base.map((margin, index) => margin + at * ways[index]!));
      for (let of = 0; of < classes; of++) {
        for (let by = 0; by < classes; by++) {
          gradient[of]![by]! += (weights[q]! / PIECES) * p[of]! * ((of === by ? 1 : 0) - p[by]!);
        }
      }
    }
  }
  return {
    base: softmax(base),
    contributions: gradient.map((row) =>
      contributions[0]!.map((_, column) =>
        row.reduce((sum, worth, by) => sum + worth * contributions[by]![column]!, 0),
      ),
    ),
  };
}

function softmax(margins: readonly number[]): number[] {
  const largest = Math.max(...margins);
  const powers = margins.map((margin) => Math.exp(margin - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
