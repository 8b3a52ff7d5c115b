import { availableParallelism } from 'node:os';

/** How many stages a worker runs at the same time, unless it was told. */
export const defaultConcurrency = (): number => Math.max(2, Math.min(availableParallelism(), 8));
