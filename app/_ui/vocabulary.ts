/** The closed word lists of the interface. Every hue, glyph and word is looked up by one of these. */

export const stateKinds = [
  'unset',
  'ready',
  'queued',
  'running',
  'done',
  'reused',
  'failed',
  'stale',
  'skipped',
] as const;
export type StateKind = (typeof stateKinds)[number];

export const categories = [
  'source',
  'check',
  'shape',
  'combine',
  'prepare',
  'model',
  'judge',
  'serve',
  'watch',
] as const;
export type Category = (typeof categories)[number];

export const portTypes = ['table', 'model', 'report', 'endpoint'] as const;
export type PortType = (typeof portTypes)[number];

export const columnTypes = ['bool', 'int', 'float', 'text', 'date', 'timestamp', 'vector'] as const;
export type ColumnType = (typeof columnTypes)[number];

export const diffKinds = ['added', 'removed', 'changed', 'rewired'] as const;
export type DiffKind = (typeof diffKinds)[number];

export const partitions = ['train', 'validation', 'test'] as const;
export type Partition = (typeof partitions)[number];

export const stateWords: Record<StateKind, string> = {
  unset: 'Not configured',
  ready: 'Ready',
  queued: 'Queued',
  running: 'Running',
  done: 'Done',
  reused: 'Reused',
  failed: 'Failed',
  stale: 'Stale',
  skipped: 'Skipped',
};

export const categoryWords: Record<Category, string> = {
  source: 'Data in and out',
  check: 'Gates',
  shape: 'Rows and columns',
  combine: 'Combine and summarise',
  prepare: 'Prepare',
  model: 'Models',
  judge: 'Evaluate',
  serve: 'Serve',
  watch: 'Watch',
};

export const diffWords: Record<DiffKind, string> = {
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
  rewired: 'Rewired',
};

export const partitionWords: Record<Partition, string> = { train: 'Train', validation: 'Validation', test: 'Test' };
