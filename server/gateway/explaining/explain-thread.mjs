import { register } from 'tsx/esm/api';

// A worker thread of Node 20 does not take `--import tsx` from its parent.
register();
await import('./explain-thread.ts');
