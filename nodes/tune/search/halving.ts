/** One rung of successive halving: how many are tried, each with this share of the full effort. */
export interface Rung {
  readonly share: number;
  readonly slots: number;
}

/** Below this share of its rows or trees a model says too little of the whole. */
const LEAST_SHARE = 1 / 30;

/**
 * The rungs for so many trials: all at a small share, the best 1/eta at eta times that, and so on to the full effort
 * (Jamieson and Talwalkar 2016).
 */
export function rungsFor(trials: number, eta: number): Rung[] {
  let promotions = 0;
  while (Math.floor(trials / eta ** (promotions + 1)) >= 1 && eta ** -(promotions + 1) >= LEAST_SHARE) promotions++;
  return Array.from({ length: promotions + 1 }, (_, rung) => ({
    share: eta ** (rung - promotions),
    slots: Math.floor(trials / eta ** rung),
  }));
}

/** Indices of the best, best first; equal losses keep their order, and what failed is not promoted. */
export function best(losses: readonly (number | null)[], count: number): number[] {
  return losses
    .flatMap((loss, index) => (loss === null ? [] : [{ loss, index }]))
    .sort((a, b) => a.loss - b.loss || a.index - b.index)
    .slice(0, count)
    .map(({ index }) => index);
}
