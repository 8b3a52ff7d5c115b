// Coefficients from Cephes (expf.c, logf.c; Stephen L. Moshier): relative error about 1e-7, ample for gradients,
// which are rounded to integers afterwards. WebAssembly fixes every rounding, so results are equal on all machines.

/** e^x for four floats; x is clamped to ±87. */
export function exp4(x: v128): v128 {
  x = f32x4.max(f32x4.min(x, f32x4.splat(87.0)), f32x4.splat(-87.0));
  const power = f32x4.nearest(f32x4.mul(x, f32x4.splat(Mathf.LOG2E)));
  // ln 2 in two parts, the first exact in few bits, keeps the reduced argument exact.
  let rest = f32x4.sub(x, f32x4.mul(power, f32x4.splat(0.693359375)));
  rest = f32x4.sub(rest, f32x4.mul(power, f32x4.splat(-2.1219444e-4)));
  let sum = f32x4.splat(1.98756915e-4);
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.3981999507e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(8.3334519073e-3));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(4.1665795894e-2));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(1.6666665459e-1));
  sum = f32x4.add(f32x4.mul(sum, rest), f32x4.splat(5.0000001201e-1));
  sum = f32x4.add(f32x4.add(f32x4.mul(sum, f32x4.mul(rest, rest)), rest), f32x4.splat(1.0));
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(power), i32x4.splat(127)), 23);
  return f32x4.mul(sum, exponent);
}

/** ln x for four positive, normal floats. */
export function log4(x: v128): v128 {
  // x = 2^power × m with m in [√½, √2), where the polynomial holds.
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const power = i32x4.shr_s(shifted, 23);
  const mantissa = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const m = f32x4.sub(mantissa, f32x4.splat(1.0));
  let sum = f32x4.splat(7.0376836292e-2);
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(-1.151461031e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(1.167699874e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(-1.2420140846e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(1.4249322787e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(-1.6668057665e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(2.0000714765e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(-2.4999993993e-1));
  sum = f32x4.add(f32x4.mul(sum, m), f32x4.splat(3.3333331174e-1));
  const square = f32x4.mul(m, m);
  const tail = f32x4.sub(f32x4.mul(f32x4.mul(sum, m), square), f32x4.mul(f32x4.splat(0.5), square));
  return f32x4.add(f32x4.add(m, tail), f32x4.mul(f32x4.convert_i32x4_s(power), f32x4.splat(Mathf.LN2)));
}

/** Four doubles at `at` rounded to four floats. */
export function loadAsFloats(at: usize): v128 {
  const low = f32x4.demote_f64x2_zero(v128.load(at));
  const high = f32x4.demote_f64x2_zero(v128.load(at, 16));
  return v128.shuffle<i32>(low, high, 0, 1, 4, 5);
}

/** Two doubles: lanes 0 + 2 and 1 + 3 of four floats. */
export function pairwiseSum(x: v128): v128 {
  const high = v128.shuffle<i32>(x, x, 2, 3, 2, 3);
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(high));
}

export function sumLanes(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}
