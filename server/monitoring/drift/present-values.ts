/** The values that are there: NaN stands for null. */
export function withoutNaN(values: Float64Array): Float64Array {
  return values.filter((value) => !Number.isNaN(value));
}

/** The values one can calculate with: neither null nor infinite. */
export function finite(values: Float64Array): Float64Array {
  return values.filter((value) => Number.isFinite(value));
}
