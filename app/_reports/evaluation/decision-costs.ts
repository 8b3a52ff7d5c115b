import type { DecisionCosts } from '@/nodes/evaluate/evaluation-report';
import type { Decisions } from '@/server/evaluation/report';

/** What a threshold decides: rows, or their weights. */
export interface Outcome {
  readonly threshold: number;
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
  readonly trueNegatives: number;
}

/** A step of the curve: from this threshold down to the next. The first calls nothing positive, where that is possible. */
export function outcomesOf(decisions: Decisions): Outcome[] {
  const { thresholds, truePositives, falsePositives, positives, negatives } = decisions;
  const outcome = (threshold: number, tp: number, fp: number): Outcome => ({
    threshold,
    truePositives: tp,
    falsePositives: fp,
    falseNegatives: positives - tp,
    trueNegatives: negatives - fp,
  });
  const steps = thresholds.map((threshold, i) => outcome(threshold, truePositives[i]!, falsePositives[i]!));
  return (thresholds[0] ?? 0) < 1 ? [outcome(1, 0, 0), ...steps] : steps;
}

/** What calling everything from `threshold` positive does. */
export function outcomeAt(outcomes: readonly Outcome[], threshold: number): Outcome {
  const reached = outcomes.findLast((outcome) => outcome.threshold >= threshold);
  if (reached) return { ...reached, threshold };
  const { falseNegatives, trueNegatives, truePositives, falsePositives } = outcomes[0]!;
  return {
    threshold,
    truePositives: 0,
    falsePositives: 0,
    falseNegatives: falseNegatives + truePositives,
    trueNegatives: trueNegatives + falsePositives,
  };
}

/** Mean cost of a row; a gain is a negative cost. Zero without rows. */
export function costOf(outcome: Outcome, { falseAlarm, miss, hit }: DecisionCosts): number {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = outcome;
  const rows = truePositives + falsePositives + falseNegatives + trueNegatives;
  if (rows === 0) return 0;
  return (falsePositives * falseAlarm + falseNegatives * miss - truePositives * hit) / rows;
}

/** The cheapest outcome; of equally cheap ones the one with the highest threshold. */
export function cheapest(outcomes: readonly Outcome[], costs: DecisionCosts): Outcome {
  let best = outcomes[0]!;
  for (const outcome of outcomes) if (costOf(outcome, costs) < costOf(best, costs)) best = outcome;
  return best;
}

/** A threshold as a setting: four digits, rounded down, so that the row it was taken from stays on its side. */
export const settingOf = (threshold: number): number => Math.floor(threshold * 1e4) / 1e4;
