/**
 * The versions of what computes values. They enter content keys, so results of one engine are
 * never taken for results of another. No native import here: the compiler reads this in the browser.
 */
export const ENGINE_VERSIONS = {
  /** The engine, and the SQL that is written for it: raised when the same relation is rendered to other values. */
  duckdb: 'duckdb@1.5.6 sql@2',
  trainer: 'sluice-trainer@1',
  onnx: 'onnxruntime@1.30.0',
} as const;
