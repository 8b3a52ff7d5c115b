/** Scores nearer than this are one score, as in scikit-learn. */
const RESOLUTION = 1e-15;

/**
 * The rising curve with the least weighted squared error, by pooling adjacent violators (PAVA); the same as
 * scikit-learn's `IsotonicRegression(out_of_bounds='clip')`. Rows of one score count as their weighted mean. Points
 * within a level stretch are left out. Rows of weight 0 are not looked at; x rise strictly.
 */
export function fitIsotonic(
  scores: Float64Array,
  values: Float64Array,
  weights: Float64Array,
): { x: number[]; y: number[] } {
  const points = distinctScores(scores, values, weights);
  const levels = pool(points);
  const x: number[] = [];
  const y: number[] = [];
  points.forEach((point, at) => {
    const level = levels[at]!;
    if (at > 0 && at < points.length - 1 && levels[at - 1] === level && levels[at + 1] === level) return;
    x.push(point.score);
    y.push(level);
  });
  return { x, y };
}

interface Point {
  score: number;
  value: number;
  weight: number;
}

function distinctScores(scores: Float64Array, values: Float64Array, weights: Float64Array): Point[] {
  const rows = Uint32Array.from(scores.keys())
    .filter((row) => weights[row]! > 0)
    .sort((a, b) => scores[a]! - scores[b]! || values[a]! - values[b]!);
  const points: Point[] = [];
  for (const row of rows) {
    const last = points.at(-1);
    const [score, value, weight] = [scores[row]!, values[row]!, weights[row]!];
    if (!last || score - last.score >= RESOLUTION) {
      points.push({ score, value: value * weight, weight });
    } else {
      last.value += value * weight;
      last.weight += weight;
    }
  }
  // Sums until here: a mean that is kept up row by row would gather rounding.
  for (const point of points) point.value /= point.weight;
  return points;
}

/** The level of every point: neighbours that fall are joined to their weighted mean until all rise. */
function pool(points: readonly Point[]): Float64Array {
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (const { value, weight } of points) {
    let block = { sum: value * weight, weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum * block.weight >= block.sum * last.weight; last = blocks.at(-1)) {
      blocks.pop();
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
    }
    blocks.push(block);
  }
  const levels = new Float64Array(points.length);
  let at = 0;
  for (const { sum, weight, count } of blocks) {
    levels.fill(sum / weight, at, at + count);
    at += count;
  }
  return levels;
}
