import { normal, randomOf } from './random';
import { type Parameter, type Point, placeOf, randomPoint, type Value, valueAt } from './space';

/** A trial that has ended; without a loss it failed, which is worse than any loss. */
export interface Observation {
  readonly point: Point;
  /** Smaller is better. */
  readonly loss: number | null;
}

/** Trials drawn at random before there is enough to learn from; whatever their number in all, so that more can be added. */
export const STARTUP = 8;
/** Candidates drawn from the good for each setting; the one most like the good and least like the rest is taken. */
const CANDIDATES = 24;

/**
 * The next point to try: a tree-structured Parzen estimator (Bergstra et al. 2011) with the constants of Optuna's
 * (a tenth of the trials are good, at most 25; a wide prior among the kernels). A function of its arguments alone.
 */
export function propose(
  space: readonly Parameter[],
  observed: readonly Observation[],
  { seed, trial }: { seed: number; trial: number },
): Point {
  if (observed.length < STARTUP) return randomPoint(space, seed, trial);
  const random = randomOf(`${seed}/tpe/${trial}`);
  const ranked = observed
    .map((each, order) => ({ ...each, order }))
    .sort((a, b) => lossOf(a) - lossOf(b) || a.order - b.order);
  const count = Math.min(25, Math.max(1, Math.ceil(ranked.length / 10)));
  const [good, rest] = [ranked.slice(0, count), ranked.slice(count)];
  return Object.fromEntries(
    space.map((parameter) => {
      const at = (observations: readonly Observation[]) => observations.map(({ point }) => point[parameter.name]!);
      return [parameter.name, proposeValue(parameter, at(good), at(rest), random)];
    }),
  );
}

const lossOf = ({ loss }: Observation): number => loss ?? Number.MAX_VALUE;

function proposeValue(
  parameter: Parameter,
  good: readonly Value[],
  rest: readonly Value[],
  random: () => number,
): Value {
  if (parameter.kind === 'values') {
    const [likely, unlikely] = [shares(parameter.values, good), shares(parameter.values, rest)];
    const drawn = Array.from({ length: CANDIDATES }, () => draw(likely, random));
    const best = drawn.reduce((a, b) => (likely[b]! / unlikely[b]! > likely[a]! / unlikely[a]! ? b : a));
    return parameter.values[best]!;
  }
  const places = (values: readonly Value[]) => values.map((value) => placeOf(parameter, Number(value)));
  const [likely, unlikely] = [kernels(places(good)), kernels(places(rest))];
  let best = { place: 0.5, gain: Number.NEGATIVE_INFINITY };
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    const place = sample(likely, random);
    const gain = logDensity(likely, place) - logDensity(unlikely, place);
    if (gain > best.gain) best = { place, gain };
  }
  return valueAt(parameter, best.place);
}

/** How often each value occurs, with one more of each so that none is impossible. */
function shares(values: readonly Value[], seen: readonly Value[]): number[] {
  const counts = values.map((value) => 1 / values.length + seen.filter((other) => other === value).length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count) => count / total);
}

function draw(shareOf: readonly number[], random: () => number): number {
  let left = random();
  for (const [index, share] of shareOf.entries()) {
    left -= share;
    if (left < 0) return index;
  }
  return shareOf.length - 1;
}

interface Kernel {
  readonly mean: number;
  readonly width: number;
}

/** A bell around every place, as wide as the farther of its neighbours is away, and one as wide as the range. */
function kernels(places: readonly number[]): Kernel[] {
  const sorted = [...places, 0.5].sort((a, b) => a - b);
  const least = 1 / Math.min(100, sorted.length + 1);
  const bells = places.map((mean) => {
    const index = sorted.indexOf(mean);
    const left = mean - (index > 0 ? sorted[index - 1]! : 0);
    const right = (index < sorted.length - 1 ? sorted[index + 1]! : 1) - mean;
    return { mean, width: Math.min(1, Math.max(left, right, least)) };
  });
  return [...bells, { mean: 0.5, width: 1 }];
}

/** A place drawn from the mixture, within the range. */
function sample(mixture: readonly Kernel[], random: () => number): number {
  const { mean, width } = mixture[Math.floor(random() * mixture.length)]!;
  for (let attempt = 0; attempt < 100; attempt++) {
    const place = mean + width * normal(random);
    if (place >= 0 && place <= 1) return place;
  }
  return mean;
}

/** Of the mixture of bells cut off at 0 and 1. */
function logDensity(mixture: readonly Kernel[], place: number): number {
  const total = mixture.reduce((sum, { mean, width }) => {
    const inside = cumulative((1 - mean) / width) - cumulative(-mean / width);
    return sum + Math.exp(-(((place - mean) / width) ** 2) / 2) / (width * inside);
  }, 0);
  return Math.log(total / mixture.length);
}

/** Of the standard normal distribution, by Abramowitz and Stegun 7.1.26: within 1.5e-7, which is plenty here. */
function cumulative(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const half = (1 - poly * Math.exp(-x * x)) / 2;
  return z >= 0 ? 0.5 + half : 0.5 - half;
}
