import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const oldestNode = 20;

/** Ends the process with a plain message on a Node that is too old. */
export function requireNode() {
  if (Number.parseInt(process.versions.node, 10) >= oldestNode) return;
  console.error(`Sluice needs Node ${oldestNode} or newer; this is ${process.versions.node}.\n  → https://nodejs.org`);
  process.exit(1);
}

/** Runs `npm ci --ignore-scripts` unless node_modules holds what package-lock.json asks for. */
export function installDependencies(root) {
  if (isInstalled(root)) return;
  console.log('Installing dependencies (once; a minute or two)…');
  const args = [
    'ci',
    '--ignore-scripts',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const npmScript = process.env.npm_execpath;
  const outcome = npmScript?.endsWith('.js')
    ? spawnSync(process.execPath, [npmScript, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (outcome.status === 0) return;
  console.error(
    'The dependencies could not be installed.\n  → Look at the lines above; then run `npm ci --ignore-scripts` and start again.',
  );
  process.exit(1);
}

/** npm keeps a list of what it put in node_modules: compare it with what is asked for. */
function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || entry.devOptional || present[path]?.version === entry.version,
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}
