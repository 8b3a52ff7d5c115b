/** How a class is chosen out of two: the positive one from a probability up. */
export interface Decision {
  readonly threshold: number;
  /** Index of the positive class. */
  readonly positive: number;
}

export const DEFAULT_DECISION: Decision = { threshold: 0.5, positive: 1 };

/** The index of the chosen class. Of two: as decided. Of more: the likeliest, the first of equals. */
export function decide(probabilities: readonly number[], { threshold, positive }: Decision): number {
  if (probabilities.length === 2) return probabilities[positive]! >= threshold ? positive : 1 - positive;
  return probabilities.indexOf(Math.max(...probabilities));
}

/** What a row is scored by: of two classes the positive one's probability, of more the chosen one's. */
export const scoreOf = (probabilities: readonly number[], decision: Decision): number =>
  probabilities.length === 2 ? probabilities[decision.positive]! : probabilities[decide(probabilities, decision)]!;
