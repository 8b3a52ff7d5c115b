/** Counts how often each value occurs. */
export function countValues<Value>(values: Iterable<Value>): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** Up to `most` values, most frequent first, equally frequent ones in ascending order: the same for the same counts. */
export function mostFrequent<Value extends number | string>(counts: ReadonlyMap<Value, number>, most: number): Value[] {
  return [...counts]
    .sort(([a, timesA], [b, timesB]) => timesB - timesA || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([value]) => value);
}
