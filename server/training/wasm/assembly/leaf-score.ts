// The leaf whose splits are being searched, and what a side of a split is worth. Each thread has an instance of the
// module of its own, so these are its own too. Everything is in units of the packed integers.

// Options of a search, f64 each, in this order at the address that `beginLeaf` gets.
const LAMBDA_L1 = 0;
const LAMBDA_L2 = 8;
const MIN_ROWS = 16;
const MIN_HESSIAN = 24;
const GRADIENT_UNIT = 32;
const HESSIAN_UNIT = 40;
const CATEGORY_SMOOTHING = 48;
const CATEGORY_L2 = 56;
const MAX_CATEGORIES = 64;
const MAX_ONE_HOT = 72;
const MIN_GROUP_ROWS = 80;

// A leaf, f64 each: its rows and the bounds of its value; then the address of a byte per feature, 0 = not to be tried.
const ROWS = 0;
const LOWER = 8;
const UPPER = 16;
const TRIED = 24;

export let G: f64 = 0;
export let H: f64 = 0;
/** A side of a split has at least `fewest` of the hessian, and so at most `most`. */
export let fewest: f64 = 0;
export let most: f64 = 0;
export let penalty: f64 = 0;
export let parentScore: f64 = 0;
/** Neither an L1 penalty nor bounds: the score of a side is G² / (H + penalty). */
export let isPlain: bool = true;
export let tried: usize = 0;
export let gradientUnit: f64 = 0;
export let hessianUnit: f64 = 0;
/** Turns a score into a gain. */
export let scoreUnit: f64 = 0;
export let rowsPerHessian: f64 = 0;

export let categorySmoothing: f64 = 0;
export let categoryRows: f64 = 0;
export let categoryPenalty: f64 = 0;
export let maxCategories: i32 = 0;
export let maxOneHot: i32 = 0;
export let minGroupRows: f64 = 0;

let lambdaL1: f64 = 0;
let lower: f64 = 0;
let upper: f64 = 0;

/** It has too few rows for two leaves. */
export function isTooSmall(leaf: usize, options: usize): bool {
  return load<f64>(leaf, ROWS) < 2.0 * load<f64>(options, MIN_ROWS);
}

/**
 * Sets the leaf to be searched; `total` are its sums. Row counts are taken to be proportional to the hessian, as
 * LightGBM does: counting would need a third sum.
 */
export function beginLeaf(leaf: usize, options: usize, total: i64): void {
  gradientUnit = load<f64>(options, GRADIENT_UNIT);
  hessianUnit = load<f64>(options, HESSIAN_UNIT);
  const valueUnit = gradientUnit / hessianUnit;
  scoreUnit = valueUnit * gradientUnit;
  G = <f64>(<i32>(total >> 32));
  H = <f64>(<u32>total);
  rowsPerHessian = load<f64>(leaf, ROWS) / H;
  fewest = max(load<f64>(options, MIN_ROWS) / rowsPerHessian, load<f64>(options, MIN_HESSIAN) / hessianUnit);
  most = H - fewest;
  penalty = load<f64>(options, LAMBDA_L2) / hessianUnit;
  lambdaL1 = load<f64>(options, LAMBDA_L1) / gradientUnit;
  const lowest = load<f64>(leaf, LOWER),
    highest = load<f64>(leaf, UPPER);
  lower = lowest / valueUnit;
  upper = highest / valueUnit;
  isPlain = lambdaL1 === 0 && lowest === -Infinity && highest === Infinity;
  const kept = shrunken(G);
  parentScore = (kept * kept) / (H + penalty);
  tried = <usize>load<f64>(leaf, TRIED);
  // Smoothing is a hessian to the ratio by which categories are sorted, a number of rows to whether one takes part.
  categoryRows = load<f64>(options, CATEGORY_SMOOTHING);
  categorySmoothing = categoryRows / hessianUnit;
  categoryPenalty = penalty + load<f64>(options, CATEGORY_L2) / hessianUnit;
  maxCategories = <i32>load<f64>(options, MAX_CATEGORIES);
  maxOneHot = <i32>load<f64>(options, MAX_ONE_HOT);
  minGroupRows = load<f64>(options, MIN_GROUP_ROWS);
}

/** The gradient that is left after the L1 penalty. */
function shrunken(gradient: f64): f64 {
  return copysign(max(0.0, abs(gradient) - lambdaL1), gradient);
}

/** The value of a leaf with these sums, within the bounds. */
export function leafValue(gradient: f64, hessian: f64, l2: f64): f64 {
  return min(upper, max(lower, -shrunken(gradient) / (hessian + l2)));
}

/** Twice what a leaf of that value takes from the loss. */
export function scoreOf(gradient: f64, hessian: f64, l2: f64, value: f64): f64 {
  return -(2.0 * shrunken(gradient) * value + (hessian + l2) * value * value);
}

/** The score of both sides of a split. */
export function splitScore(leftGradient: f64, leftHessian: f64, l2: f64): f64 {
  const rightGradient = G - leftGradient,
    rightHessian = H - leftHessian;
  return (
    scoreOf(leftGradient, leftHessian, l2, leafValue(leftGradient, leftHessian, l2)) +
    scoreOf(rightGradient, rightHessian, l2, leafValue(rightGradient, rightHessian, l2))
  );
}
