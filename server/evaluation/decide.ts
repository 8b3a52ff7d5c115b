/**
 * The class decided for each row. Serving must decide by the same rule, so there is one rule per task and it is here.
 * `probabilities` is rows × classCount, row-major.
 */

/** Two classes: the positive one where its score is at or above the threshold (s >= t). */
export function decideAtThreshold(scores: Float64Array, threshold: number, positive: number): Int32Array {
  const negative = 1 - positive;
  const decided = new Int32Array(scores.length);
  for (let row = 0; row < decided.length; row++) decided[row] = scores[row]! >= threshold ? positive : negative;
  return decided;
}

/** More classes: the most probable one, the first of them on ties. */
export function decideMostProbable(probabilities: Float64Array, classCount: number): Int32Array {
  const rows = classCount === 0 ? 0 : probabilities.length / classCount;
  const decided = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const start = row * classCount;
    let best = 0;
    for (let c = 1; c < classCount; c++) {
      if (probabilities[start + c]! > probabilities[start + best]!) best = c;
    }
    decided[row] = best;
  }
  return decided;
}

/** One column of the probabilities: the score of class `index` for every row. */
export function scoresOfClass(probabilities: Float64Array, classCount: number, index: number): Float64Array {
  const scores = new Float64Array(probabilities.length / classCount);
  for (let row = 0; row < scores.length; row++) scores[row] = probabilities[row * classCount + index]!;
  return scores;
}
