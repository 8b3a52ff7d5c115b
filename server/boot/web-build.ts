import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../env';
import { AppError } from '../errors';
import { withLock } from './folder-lock';

const sources = ['app', 'nodes', 'server', 'public', 'next.config.mjs', 'tsconfig.json', 'package-lock.json'];
const notBuilt = [/\.test\.tsx?$/, /\/golden\//, /^server\/(boot|cli|testing)\//];
const stampFile = join(projectRoot, '.next', 'sluice-build-stamp');
const buildTimeoutMs = 10 * 60_000;

/** Builds the web interface unless the last build had the same sources. Calls `announce` before it builds. */
export async function buildWebIfStale(announce: () => void): Promise<void> {
  if (isFresh(hashSources())) return;
  await withLock(join(projectRoot, '.cache', 'web-build.lock'), buildTimeoutMs, async () => {
    const hash = hashSources();
    if (isFresh(hash)) return;
    announce();
    await runNextBuild();
    writeFileSync(stampFile, hash);
  });
}

function isFresh(hash: string): boolean {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash;
}

function hashSources(): string {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesBelow))
    hash.update(`${file}\0`).update(readFileSync(join(projectRoot, file)));
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  const absolute = join(projectRoot, path);
  if (!existsSync(absolute) || notBuilt.some((pattern) => pattern.test(path))) return [];
  if (!statSync(absolute).isDirectory()) return [path];
  return readdirSync(absolute)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}

async function runNextBuild(): Promise<void> {
  const next = join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next');
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const killWithUs = () => child.kill();
  process.once('exit', killWithUs);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  process.off('exit', killWithUs);
  if (code === 0) return;
  throw new AppError({
    code: 'web_build_failed',
    blame: /ENOSPC|No space left/.test(output) ? 'environment' : 'bug',
    message: `The web interface does not build:\n${output.trim()}`,
    place: { folder: projectRoot },
    hint: /ENOSPC|No space left/.test(output)
      ? 'The disk is full: free some space and start again.'
      : 'Correct what it names and start again.',
  });
}
