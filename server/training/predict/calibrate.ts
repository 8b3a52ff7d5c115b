import type { Calibration } from '../model';

/** Probabilities nearer to 0 or 1 than this count as this far away where their logit is taken: it must be finite. */
export const LEAST_PROBABILITY = 1e-15;

/** Calibrated probabilities, rows × classes as they came in. See `Calibration` for what the curves mean. */
export function calibrate(probabilities: Float64Array, classes: number, calibration: Calibration): Float64Array {
  return classes === 2 && calibration.curves.length === 1
    ? calibratePairs(probabilities, calibration)
    : calibrateEach(probabilities, classes, calibration);
}

/**
 * log(p / (1 - p)) of one class in each row. The complement is the sum of the other classes: 1 - p would have no digits
 * left beside a p near 1. For two classes from margins this is the margin.
 */
export function logits(probabilities: Float64Array, classes: number, of: number): Float64Array {
  return Float64Array.from({ length: probabilities.length / classes }, (_, row) => {
    let others = 0;
    for (let other = 0; other < classes; other++) if (other !== of) others += probabilities[row * classes + other]!;
    const own = probabilities[row * classes + of]!;
    return Math.log(Math.max(own, LEAST_PROBABILITY)) - Math.log(Math.max(others, LEAST_PROBABILITY));
  });
}

function calibratePairs(probabilities: Float64Array, calibration: Calibration): Float64Array {
  const answers = new Float64Array(probabilities.length);
  if (calibration.method === 'platt') {
    const { slope, intercept } = calibration.curves[0]!;
    logits(probabilities, 2, 1).forEach((logit, row) => {
      answers[2 * row] = 1 / (1 + Math.exp(slope * logit + intercept));
      answers[2 * row + 1] = 1 / (1 + Math.exp(-(slope * logit + intercept)));
    });
    return answers;
  }
  const curve = calibration.curves[0]!;
  for (let at = 1; at < answers.length; at += 2) {
    answers[at] = interpolate(curve, probabilities[at]!);
    answers[at - 1] = 1 - answers[at]!;
  }
  return answers;
}

function calibrateEach(probabilities: Float64Array, classes: number, calibration: Calibration): Float64Array {
  const answers = new Float64Array(probabilities.length);
  for (let of = 0; of < classes; of++) {
    if (calibration.method === 'platt') {
      const { slope, intercept } = calibration.curves[of]!;
      logits(probabilities, classes, of).forEach((logit, row) => {
        answers[row * classes + of] = 1 / (1 + Math.exp(-(slope * logit + intercept)));
      });
    } else {
      const curve = calibration.curves[of]!;
      for (let at = of; at < answers.length; at += classes) answers[at] = interpolate(curve, probabilities[at]!);
    }
  }
  for (let start = 0; start < answers.length; start += classes) {
    let sum = 0;
    for (let of = 0; of < classes; of++) sum += answers[start + of]!;
    // Where every curve says 0 nothing is known, as in scikit-learn.
    for (let of = 0; of < classes; of++) answers[start + of] = sum === 0 ? 1 / classes : answers[start + of]! / sum;
  }
  return answers;
}

/** Linear between the points, whose x rise; flat outside; NaN stays. */
function interpolate({ x, y }: { x: number[]; y: number[] }, at: number): number {
  if (Number.isNaN(at)) return at;
  if (at <= x[0]!) return y[0]!;
  if (at > x.at(-1)!) return y.at(-1)!;
  // The first point that is not below `at`: the segment ends there.
  let low = 1;
  let high = x.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x[middle]! >= at) high = middle;
    else low = middle + 1;
  }
  return y[low - 1]! + slopeBefore({ x, y }, low) * (at - x[low - 1]!);
}

/** Slope of the segment that ends at a point. */
export function slopeBefore({ x, y }: { x: number[]; y: number[] }, end: number): number {
  return (y[end]! - y[end - 1]!) / (x[end]! - x[end - 1]!);
}
