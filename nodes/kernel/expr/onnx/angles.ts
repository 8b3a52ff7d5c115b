import { toFloat } from './numbers';
import type { OnnxTensor, OnnxValue } from './onnx';
import { andOf, double, equals, real, replaceWhere, test } from './tensor';

/** Inverse trigonometric functions, which onnxruntime lacks for doubles, made of the arctangent near 0. */
const HALF_TURN = double(Math.PI);
const QUARTER_TURN = double(Math.PI / 2);
const one = double(1);

/** Of fdlibm's s_atan.c: atan(t) = t − t · z · (A₀ + A₁z + …) for |t| < 7/16, z = t². */
const COEFFICIENTS = [
  0.3333333333333293, -0.19999999999876483, 0.14285714272503466, -0.11111110405462356, 0.09090887133436507,
  -0.0769187620504483, 0.06661073137387531, -0.058335701337905735, 0.049768779946159324, -0.036531572744216916,
  0.016285820115365782,
];

/** Of a number from 0 up, infinity too: 1 / t above 1, (t − 1) / (t + 1) above tan(π / 8). */
function arctangent(a: OnnxTensor): OnnxTensor {
  const isLarge = test('Greater', a, one);
  const ratio = replaceWhere(isLarge, a, real('Div', one, a));
  const isMiddle = test('Greater', ratio, double(Math.SQRT2 - 1));
  const t = replaceWhere(isMiddle, ratio, real('Div', real('Sub', ratio, one), real('Add', ratio, one)));
  const z = real('Mul', t, t);
  const series = COEFFICIENTS.map(double).reduceRight((sum, coefficient) =>
    real('Add', coefficient, real('Mul', z, sum)),
  );
  const near = real('Sub', t, real('Mul', t, real('Mul', z, series)));
  const angle = replaceWhere(isMiddle, near, real('Add', near, double(Math.PI / 4)));
  return replaceWhere(isLarge, angle, real('Sub', QUARTER_TURN, angle));
}

const signed = (x: OnnxTensor): OnnxTensor => real('Mul', real('Sign', x), arctangent(real('Abs', x)));

/** NaN, which is missing, outside −1 to 1. */
function arcsine(x: OnnxTensor): OnnxTensor {
  const rest = real('Sqrt', real('Mul', real('Sub', one, x), real('Add', one, x)));
  return signed(real('Div', x, rest));
}

const floatOf = (data: OnnxTensor): OnnxValue => ({ type: 'float', data });

export const atan = (a: OnnxValue): OnnxValue => floatOf(signed(toFloat(a).data));
export const asin = (a: OnnxValue): OnnxValue => floatOf(arcsine(toFloat(a).data));
export const acos = (a: OnnxValue): OnnxValue => floatOf(real('Sub', QUARTER_TURN, arcsine(toFloat(a).data)));

export function atan2(a: OnnxValue, b: OnnxValue): OnnxValue {
  const [y, x, zero] = [toFloat(a).data, toFloat(b).data, double(0)];
  const angle = arctangent(real('Div', real('Abs', y), real('Abs', x)));
  const left = replaceWhere(test('Less', x, zero), angle, real('Sub', HALF_TURN, angle));
  const below = replaceWhere(test('Less', y, zero), left, real('Neg', left));
  return floatOf(replaceWhere(andOf(equals(x, zero), equals(y, zero)), below, zero));
}
