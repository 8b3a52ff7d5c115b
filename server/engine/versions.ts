/**
 * The versions of what computes values. They enter content keys, so results of one engine are
 * never taken for results of another. No native import here: the compiler reads this in the browser.
 */
export const ENGINE_VERSIONS = {
  duckdb: 'duckdb@1.5.6',
  trainer: 'sluice-trainer@1',
  onnx: 'onnxruntime@1.30.0',
} as const;
