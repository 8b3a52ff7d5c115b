/** Mean Poisson deviance of margins (logarithms of the predicted means). */
export function poissonDeviance(margins: Float64Array, target: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < target.length; row++) {
    const actual = target[row]!;
    const fits = Math.exp(margins[row]!) - actual * margins[row]!;
    sum += fits + (actual > 0 ? actual * Math.log(actual) - actual : 0);
  }
  return (2 * sum) / target.length;
}
