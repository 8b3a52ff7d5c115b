import { thin } from './curves';
import type { Ranking } from './ranking';
import type { Decisions } from './report';

/** Thresholds at these steps are exact in a thinned list; so are those asked for. */
const STEPS = 200;

/**
 * What each threshold decides, for whoever chooses one. Kept of a long ranking: points along the ROC curve, along precision
 * and recall (where positives are rare), and the last score above every 1/200 and above each of `exact`.
 */
export function decisionsOf(ranking: Ranking, exact: readonly number[] = [], most = 170): Decisions {
  const { scores, truePositives, falsePositives, positives, negatives } = ranking;
  const share = (counts: Float64Array, of: number) => counts.map((count) => (of === 0 ? 0 : count / of));
  const recall = share(truePositives, positives);
  const precision = truePositives.map((found, i) => found / (found + falsePositives[i]!));
  const kept = new Set([
    ...thin(share(falsePositives, negatives), recall, most),
    ...thin(recall, precision, most),
    ...lastAbove(scores, [...exact, ...Array.from({ length: STEPS + 1 }, (_, step) => step / STEPS)]),
  ]);
  const places = [...kept].sort((a, b) => a - b);
  return {
    thresholds: places.map((i) => scores[i]!),
    truePositives: places.map((i) => truePositives[i]!),
    falsePositives: places.map((i) => falsePositives[i]!),
    positives,
    negatives,
  };
}

/** For each threshold the place of the last score from it upward, where there is one. Scores fall. */
function lastAbove(scores: Float64Array, thresholds: readonly number[]): number[] {
  const falling = [...thresholds].sort((a, b) => b - a);
  const places: number[] = [];
  let place = 0;
  for (const threshold of falling) {
    while (place < scores.length && scores[place]! >= threshold) place++;
    if (place > 0) places.push(place - 1);
  }
  return places;
}
