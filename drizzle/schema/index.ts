export * from './execution';
export * from './models';
export * from './pipelines';
export * from './serving';
