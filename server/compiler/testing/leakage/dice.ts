/** Seeded choices: equal seeds, equal pipelines. */
export interface Dice {
  /** From 0 to 1. */
  number(): number;
  below(count: number): number;
  chance(share: number): boolean;
  one<T>(of: readonly T[]): T;
  /** At least one. */
  some<T>(of: readonly T[]): T[];
}

/** The mulberry32 generator. */
export function rollDice(seed: number): Dice {
  let state = seed >>> 0;
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count: number) => Math.floor(number() * count);
  const one = <T>(of: readonly T[]): T => of[below(of.length)]!;
  return {
    number,
    below,
    one,
    chance: (share) => number() < share,
    some: (of) => {
      const chosen = of.filter(() => number() < 0.5);
      return chosen.length > 0 ? chosen : [one(of)];
    },
  };
}
