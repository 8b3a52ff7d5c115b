export * from './execution';
export * from './pipelines';
export * from './serving';
