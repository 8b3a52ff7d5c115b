/**
 * Row numbers by falling value, rows with equal values in their order. A radix sort of the bits of the doubles, 16 at a
 * time: some ten times as fast as sorting with a comparator, and digits that all rows share are passed over.
 */
export function rowsByFallingValue(values: Float64Array): Int32Array {
  const rows = values.length;
  const bits = new Uint32Array(values.buffer.slice(values.byteOffset, values.byteOffset + rows * 8));
  const [low, high] = [new Uint32Array(rows), new Uint32Array(rows)];
  for (let row = 0; row < rows; row++) {
    const [lower, upper] = [bits[2 * row]!, bits[2 * row + 1]!];
    // Rising keys are rising values once a negative number's bits are all turned round; here falling ones are wanted.
    // −0 and 0 are the same score.
    const isNegative = upper >>> 31 === 1 && !(upper === 0x8000_0000 && lower === 0);
    low[row] = isNegative ? lower : ~lower;
    high[row] = isNegative ? upper : ~(upper | 0x8000_0000);
  }
  let order = new Int32Array(rows);
  for (let row = 0; row < rows; row++) order[row] = row;
  let spare = new Int32Array(rows);
  for (const [key, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const starts = startsOfDigits(key, shift);
    if (starts === null) continue;
    for (let at = 0; at < rows; at++) {
      const row = order[at]!;
      const digit = (key[row]! >>> shift) & 0xffff;
      spare[starts[digit]!++] = row;
    }
    [order, spare] = [spare, order];
  }
  return order;
}

/** Values in the order of rows. A loop: `from` with a function takes ten times as long. */
export function inOrder(values: ArrayLike<number>, rows: Int32Array): Float64Array {
  const ordered = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place++) ordered[place] = values[rows[place]!]!;
  return ordered;
}

/** Where the rows of each digit begin; null where all rows have the same one. */
function startsOfDigits(key: Uint32Array, shift: 0 | 16): Int32Array | null {
  const starts = new Int32Array(0x1_0000);
  for (let row = 0; row < key.length; row++) starts[(key[row]! >>> shift) & 0xffff]!++;
  let before = 0;
  for (let digit = 0; digit < starts.length; digit++) {
    const count = starts[digit]!;
    if (count === key.length) return null;
    starts[digit] = before;
    before += count;
  }
  return starts;
}
