import { Search } from './forest-job';

/** One step of SplitMix64 (Steele, Lea, Flood 2014). */
function next(search: Search): u64 {
  search.random += 0x9e3779b97f4a7c15;
  let x = search.random;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9;
  x = (x ^ (x >> 27)) * 0x94d049bb133111eb;
  return x ^ (x >> 31);
}

/** Every tree has a sequence of its own. */
export function seedDraws(search: Search, seed: i32, tree: i32): void {
  search.random = ((<u64>(<u32>seed)) << 32) | <u64>(<u32>tree);
  // Neighbouring seeds would give overlapping sequences.
  search.random = next(search);
}

/** A whole number below `end`. */
export function below(search: Search, end: i32): i32 {
  return <i32>(((next(search) >> 32) * <u64>end) >> 32);
}

/** A fraction in [0, 1). */
export function fraction(search: Search): f64 {
  return <f64>(next(search) >> 11) * (1.0 / 9007199254740992.0);
}
