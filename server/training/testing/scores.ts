/** Area under the ROC curve: the share of pairs ranked right, ties counting half. */
export function areaUnderCurve(target: Float64Array, scores: Float64Array): number {
  const order = Array.from(target, (_, row) => row).sort((a, b) => scores[a]! - scores[b]!);
  let rankSum = 0;
  let positives = 0;
  for (let start = 0; start < order.length; ) {
    let end = start;
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) end++;
    for (const row of order.slice(start, end)) {
      if (target[row] !== 1) continue;
      rankSum += (start + end + 1) / 2;
      positives++;
    }
    start = end;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

export function logLoss(target: Float64Array, probabilities: Float64Array, classes: number): number {
  let sum = 0;
  target.forEach((actual, row) => {
    sum -= Math.log(Math.max(probabilities[row * classes + actual]!, 2.220446049250313e-16));
  });
  return sum / target.length;
}

/** Mean over classes of F1, the most probable class being the answer. */
export function macroF1(target: Float64Array, probabilities: Float64Array, classes: number): number {
  const hits = new Float64Array(classes);
  const said = new Float64Array(classes);
  const actual = new Float64Array(classes);
  target.forEach((truth, row) => {
    const own = probabilities.subarray(row * classes, (row + 1) * classes);
    const answer = own.indexOf(Math.max(...own));
    said[answer]!++;
    actual[truth]!++;
    if (answer === truth) hits[answer]!++;
  });
  return hits.reduce((sum, hit, c) => sum + (2 * hit) / Math.max(1, said[c]! + actual[c]!), 0) / classes;
}

export function rootMeanSquaredError(target: Float64Array, values: Float64Array): number {
  const squares = target.reduce((sum, actual, row) => sum + (values[row]! - actual) ** 2, 0);
  return Math.sqrt(squares / target.length);
}
