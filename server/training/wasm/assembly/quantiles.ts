// Leaf values of losses that quantiles minimise.

/**
 * The value of each leaf becomes the weighted quantile `alpha` of target - score over its rows: the least value
 * that so much of the weight does not exceed; halfway to the next one where it is met exactly, so that a median is the
 * usual one. `spare`: 16 bytes per row of the index. Whole leaves are shared among threads. A leaf is start i32, end i32,
 * value f64.
 */
export function leafQuantiles(
  thread: i32,
  threads: i32,
  leaves: usize,
  count: i32,
  index: usize,
  targets: usize,
  scores: usize,
  weights: usize,
  alpha: f64,
  spare: usize,
): void {
  for (let leaf = thread; leaf < count; leaf += threads) {
    const entry = leaves + ((<usize>leaf) << 4);
    const start = load<i32>(entry),
      end = load<i32>(entry, 4);
    const items = spare + ((<usize>start) << 4);
    let size = 0;
    let total: f64 = 0;
    for (let i = start; i < end; ++i) {
      const row = <usize>load<u32>(index + ((<usize>i) << 2));
      const weight = <f64>load<f32>(weights + (row << 2));
      if (weight === 0) continue;
      const item = items + ((<usize>size) << 4);
      store<f64>(item, load<f64>(targets + (row << 3)) - load<f64>(scores + (row << 3)));
      store<f64>(item, weight, 8);
      total += weight;
      ++size;
    }
    store<f64>(entry, size === 0 ? 0 : quantile(items, size, alpha * total), 8);
  }
}

function valueAt(items: usize, i: i32): f64 {
  return load<f64>(items + ((<usize>i) << 4));
}

function swap(items: usize, i: i32, j: i32): void {
  const a = items + ((<usize>i) << 4),
    b = items + ((<usize>j) << 4);
  const kept = v128.load(a);
  v128.store(a, v128.load(b));
  v128.store(b, kept);
}

/** Quickselect by weight: items (value f64, weight f64) are reordered. */
function quantile(items: usize, size: i32, wanted: f64): f64 {
  let first = 0,
    last = size;
  let before: f64 = 0;
  // The least value beyond the range under search.
  let next: f64 = Infinity;
  while (true) {
    const pivot = middleOfThree(items, first, last);
    let low = first,
      high = last;
    let below: f64 = 0,
      equal: f64 = 0;
    for (let i = first; i < high; ) {
      const value = valueAt(items, i);
      const weight = load<f64>(items + ((<usize>i) << 4), 8);
      if (value < pivot) {
        below += weight;
        swap(items, i++, low++);
      } else if (value > pivot) {
        swap(items, i, --high);
      } else {
        equal += weight;
        ++i;
      }
    }
    if (low > first && wanted <= before + below) {
      next = pivot;
      last = low;
    } else if (high === last || wanted <= before + below + equal) {
      if (wanted !== before + below + equal) return pivot;
      for (let i = high; i < last; ++i) next = min(next, valueAt(items, i));
      return next === Infinity ? pivot : pivot * 0.5 + next * 0.5;
    } else {
      before += below + equal;
      first = high;
    }
  }
}

function middleOfThree(items: usize, first: i32, last: i32): f64 {
  const a = valueAt(items, first),
    b = valueAt(items, (first + last) >> 1),
    c = valueAt(items, last - 1);
  return max(min(a, b), min(max(a, b), c));
}
