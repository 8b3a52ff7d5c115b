import { randomOf } from './random';

/** A setting that is searched: a range of numbers, or a list of values. */
export type Parameter = {
  /** Its path in the settings: `trees.learningRate`. */
  readonly name: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'range';
      readonly from: number;
      readonly to: number;
      /** Equal ratios are equally far: 0.01 to 0.1 as far as 0.1 to 1. */
      readonly log: boolean;
      readonly whole: boolean;
    }
  | { readonly kind: 'values'; readonly values: readonly Value[] }
);

export type Value = number | string;

/** A value for every parameter, by its name. */
export type Point = Readonly<Record<string, Value>>;

/** The value at a place from 0 to 1 of a range. */
export function valueAt(range: Extract<Parameter, { kind: 'range' }>, place: number): number {
  const { from, to, log, whole } = range;
  const value = log ? from * (to / from) ** place : from + (to - from) * place;
  // Fifteen digits: what a person reads is what is tried, and the ends are the ends.
  const exact = whole ? Math.round(value) : Number(value.toPrecision(6));
  return Math.min(to, Math.max(from, exact));
}

/** Where a value lies in a range, from 0 to 1. */
export function placeOf({ from, to, log }: Extract<Parameter, { kind: 'range' }>, value: number): number {
  return log ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** Every combination, with `levels` places on each range; the last parameter changes fastest. */
export function gridPoints(space: readonly Parameter[], levels: number): Point[] {
  return space.reduce<Point[]>(
    (points, parameter) =>
      points.flatMap((point) => levelsOf(parameter, levels).map((value) => ({ ...point, [parameter.name]: value }))),
    [{}],
  );
}

/** How many a grid has, without making them. */
export const gridSize = (space: readonly Parameter[], levels: number): number =>
  space.reduce((size, parameter) => size * levelsOf(parameter, levels).length, 1);

function levelsOf(parameter: Parameter, levels: number): Value[] {
  if (parameter.kind === 'values') return [...parameter.values];
  const places = Array.from({ length: levels }, (_, index) => (levels === 1 ? 0.5 : index / (levels - 1)));
  return [...new Set(places.map((place) => valueAt(parameter, place)))];
}

/** Drawn evenly from the space; the number of the trial and the seed are all that decides. */
export function randomPoint(space: readonly Parameter[], seed: number, trial: number): Point {
  const random = randomOf(`${seed}/trial/${trial}`);
  return Object.fromEntries(
    space.map((parameter) => [
      parameter.name,
      parameter.kind === 'range'
        ? valueAt(parameter, random())
        : parameter.values[Math.floor(random() * parameter.values.length)]!,
    ]),
  );
}

/** Points that differ, in order; fewer than asked for when the space has no more to find. */
export function randomPoints(space: readonly Parameter[], seed: number, count: number): Point[] {
  const found = new Map<string, Point>();
  for (let trial = 0; found.size < count && trial < count * 20; trial++) {
    const point = randomPoint(space, seed, trial);
    const text = JSON.stringify(point);
    if (!found.has(text)) found.set(text, point);
  }
  return [...found.values()];
}
