const MOST_STEPS = 100;
const MOST_HALVINGS = 40;
/** Of the gradient of the mean loss. */
const TOLERANCE = 1e-12;

/**
 * Slope and intercept of 1 / (1 + exp(-(slope × logit + intercept))) with the least log loss against targets drawn in
 * from 0 and 1 (Platt 1999, section 2.2), so that no slope is infinite; by Newton's method. The same as scikit-learn's
 * `_SigmoidCalibration`, to the digits of its stopping rule. `isPositive`: 0 or 1 by row.
 */
export function fitPlatt(
  logits: Float64Array,
  isPositive: Float64Array,
  weights: Float64Array,
): { slope: number; intercept: number } {
  let [positives, negatives, mean] = [0, 0, 0];
  for (let row = 0; row < logits.length; row++) {
    if (isPositive[row] === 1) positives += weights[row]!;
    else negatives += weights[row]!;
    mean += weights[row]! * logits[row]!;
  }
  const weightSum = positives + negatives;
  mean /= weightSum;
  // About their mean, slope and intercept hardly depend on each other.
  const centred = logits.map((logit) => logit - mean);
  const targets = isPositive.map((one) => (one === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  let point = { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) };
  let now = evaluate(point, centred, targets, weights, weightSum);
  for (let step = 0; step < MOST_STEPS; step++) {
    const [a, b] = now.gradient;
    if (Math.max(Math.abs(a), Math.abs(b)) <= TOLERANCE) break;
    const [aa, ab, bb] = now.hessian;
    const determinant = aa * bb - ab * ab;
    // Logits that are all alike leave the slope at 0.
    const isFlat = !(determinant > 1e-14 * aa * bb);
    const change = isFlat
      ? { slope: 0, intercept: b / bb }
      : { slope: (bb * a - ab * b) / determinant, intercept: (aa * b - ab * a) / determinant };
    const next = shorten(change, point, now.loss, (at) => evaluate(at, centred, targets, weights, weightSum));
    if (!next) break;
    ({ point, now } = next);
  }
  return { slope: point.slope, intercept: point.intercept - point.slope * mean };
}

type Point = ReturnType<typeof fitPlatt>;
type Evaluated = ReturnType<typeof evaluate>;

/** The longest of the step, its half, its quarter … that lowers the loss. */
function shorten(change: Point, from: Point, loss: number, look: (at: Point) => Evaluated) {
  for (let halving = 0, length = 1; halving < MOST_HALVINGS; halving++, length /= 2) {
    const point = {
      slope: from.slope - length * change.slope,
      intercept: from.intercept - length * change.intercept,
    };
    const now = look(point);
    if (now.loss < loss) return { point, now };
  }
  return undefined;
}

function evaluate(
  { slope, intercept }: Point,
  logits: Float64Array,
  targets: Float64Array,
  weights: Float64Array,
  weightSum: number,
) {
  let [loss, a, b, aa, ab, bb] = [0, 0, 0, 0, 0, 0];
  for (let row = 0; row < logits.length; row++) {
    const logit = logits[row]!;
    const margin = slope * logit + intercept;
    const weight = weights[row]!;
    const e = Math.exp(-Math.abs(margin));
    const p = margin < 0 ? e / (1 + e) : 1 / (1 + e);
    loss += weight * (Math.max(margin, 0) + Math.log1p(e) - targets[row]! * margin);
    const residual = weight * (p - targets[row]!);
    const curvature = weight * (e / (1 + e) ** 2);
    a += residual * logit;
    b += residual;
    aa += curvature * logit * logit;
    ab += curvature * logit;
    bb += curvature;
  }
  return {
    loss: loss / weightSum,
    gradient: [a / weightSum, b / weightSum] as const,
    hessian: [aa / weightSum, ab / weightSum, bb / weightSum] as const,
  };
}
