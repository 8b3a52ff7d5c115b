// Coefficients from Cephes (exp.c, log.c; Stephen L. Moshier): errors of a few units in the last place.
// WebAssembly fixes every rounding, so results are equal on all machines.

/** e^x for two doubles; x is clamped to ±708. */
export function exp2lanes(x: v128): v128 {
  x = f64x2.max(f64x2.min(x, f64x2.splat(708)), f64x2.splat(-708));
  const power = f64x2.nearest(f64x2.mul(x, f64x2.splat(1.4426950408889634)));
  // ln 2 in two parts, the first exact in few bits, keeps the reduced argument exact.
  let rest = f64x2.sub(x, f64x2.mul(power, f64x2.splat(6.93145751953125e-1)));
  rest = f64x2.sub(rest, f64x2.mul(power, f64x2.splat(1.42860682030941723212e-6)));
  const square = f64x2.mul(rest, rest);
  let top = f64x2.splat(1.26177193074810590878e-4);
  top = f64x2.add(f64x2.mul(top, square), f64x2.splat(3.029944077074419613e-2));
  top = f64x2.add(f64x2.mul(top, square), f64x2.splat(9.9999999999999999991e-1));
  top = f64x2.mul(top, rest);
  let bottom = f64x2.splat(3.00198505138664455042e-6);
  bottom = f64x2.add(f64x2.mul(bottom, square), f64x2.splat(2.52448340349684104192e-3));
  bottom = f64x2.add(f64x2.mul(bottom, square), f64x2.splat(2.27265548208155028766e-1));
  bottom = f64x2.add(f64x2.mul(bottom, square), f64x2.splat(2.00000000000000000005));
  const fraction = f64x2.div(top, f64x2.sub(bottom, top));
  const mantissa = f64x2.add(f64x2.splat(1), f64x2.add(fraction, fraction));
  // Added to 1.5 × 2^52, a whole number stands in the low bits, from where it is moved to the exponent.
  const bits = f64x2.add(power, f64x2.splat(6755399441055744.0));
  return f64x2.mul(mantissa, i64x2.shl(i64x2.add(bits, i64x2.splat(1023)), 52));
}

/** ln x for two positive, normal doubles. The standard library's logarithm would keep tables in the crew's memory. */
export function log2lanes(value: v128): v128 {
  // value = 2^power × m with m in [√½, √2), where the polynomial holds.
  const shifted = i64x2.sub(value, i64x2.splat(0x3fe6a09e667f3bcd));
  const mantissa = v128.and(shifted, i64x2.splat(0x000fffffffffffff));
  const x = f64x2.sub(i64x2.add(mantissa, i64x2.splat(0x3fe6a09e667f3bcd)), f64x2.splat(1));
  const magic = f64x2.splat(6755399441055744.0);
  const power = f64x2.sub(i64x2.add(i64x2.shr_s(shifted, 52), magic), magic);
  let top = f64x2.splat(1.01875663804580931796e-4);
  top = f64x2.add(f64x2.mul(top, x), f64x2.splat(4.97494994976747001425e-1));
  top = f64x2.add(f64x2.mul(top, x), f64x2.splat(4.70579119878881725854));
  top = f64x2.add(f64x2.mul(top, x), f64x2.splat(1.44989225341610930846e1));
  top = f64x2.add(f64x2.mul(top, x), f64x2.splat(1.79368678507819816313e1));
  top = f64x2.add(f64x2.mul(top, x), f64x2.splat(7.70838733755885391666));
  let bottom = f64x2.add(x, f64x2.splat(1.1287358718916745059e1));
  bottom = f64x2.add(f64x2.mul(bottom, x), f64x2.splat(4.52279145837532221105e1));
  bottom = f64x2.add(f64x2.mul(bottom, x), f64x2.splat(8.29875266912776603211e1));
  bottom = f64x2.add(f64x2.mul(bottom, x), f64x2.splat(7.11544750618563894466e1));
  bottom = f64x2.add(f64x2.mul(bottom, x), f64x2.splat(2.31251620126765340583e1));
  const square = f64x2.mul(x, x);
  let tail = f64x2.mul(f64x2.mul(x, square), f64x2.div(top, bottom));
  tail = f64x2.sub(tail, f64x2.mul(power, f64x2.splat(2.121944400546905827679e-4)));
  tail = f64x2.sub(tail, f64x2.mul(square, f64x2.splat(0.5)));
  return f64x2.add(f64x2.add(x, tail), f64x2.mul(power, f64x2.splat(0.693359375)));
}
