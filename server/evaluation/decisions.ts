import { thin } from './curves';
import type { Ranking } from './ranking';
import type { Decisions } from './report';

/**
 * What each threshold decides, for whoever chooses one. Thinned three ways, so that no view of it is coarse: along the ROC
 * curve, along precision and recall (where positives are rare), and by score.
 */
export function decisionsOf(ranking: Ranking, most = 170): Decisions {
  const { scores, truePositives, falsePositives, positives, negatives } = ranking;
  const share = (counts: Float64Array, of: number) => counts.map((count) => (of === 0 ? 0 : count / of));
  const recall = share(truePositives, positives);
  const precision = truePositives.map((found, i) => found / (found + falsePositives[i]!));
  const flat = new Float64Array(scores.length);
  const kept = new Set([
    ...thin(share(falsePositives, negatives), recall, most),
    ...thin(recall, precision, most),
    ...thin(scores, flat, most),
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
