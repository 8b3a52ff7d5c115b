// `npm test`. Plain JavaScript without dependencies: it runs before anything is installed.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from '../boot/install.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
process.chdir(root);
requireNode();
installDependencies(root);
await import('tsx');
await import('./run-all.ts');
