import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildWebIfStale } from '../boot/web-build';
import { projectRoot } from '../env';
import { toTerminal } from '../errors';
import { type Counts, countPlaywright, countVitest, sum, summarise } from './counts';

interface Suite {
  readonly name: string;
  run(): Promise<Counts>;
}

const reports = mkdtempSync(join(tmpdir(), 'sluice-reports-'));
const passedOnce: Counts = { passed: 1, failed: 0, skipped: 0 };
const failedOnce: Counts = { passed: 0, failed: 1, skipped: 0 };

const suites: readonly Suite[] = [
  { name: 'types', run: () => runChecker('typescript/bin/tsc', ['--noEmit']) },
  { name: 'lint', run: () => runChecker('@biomejs/biome/bin/biome', ['lint', '--diagnostic-level=error', '.']) },
  { name: 'web build', run: buildWeb },
  { name: 'unit', run: runVitest },
  { name: 'stories in a browser', run: runPlaywright },
];

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
const summaries: string[] = [];
for (const { name, run } of suites) {
  console.log(`\n── ${name}`);
  const startedAt = Date.now();
  const counts = await run();
  summaries.push(`${name}: ${summarise(counts)} (${((Date.now() - startedAt) / 1000).toFixed(0)} s)`);
  total = sum(total, counts);
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n${summaries.join('\n')}\n${summarise(total)}`);
process.exit(total.failed > 0 ? 1 : 0);

async function runChecker(program: string, args: readonly string[]): Promise<Counts> {
  return (await runProgram(program, args)) === 0 ? passedOnce : failedOnce;
}

async function buildWeb(): Promise<Counts> {
  try {
    await buildWebIfStale(() => console.log('building…'));
    return passedOnce;
  } catch (error) {
    console.error(toTerminal(error));
    return failedOnce;
  }
}

async function runVitest(): Promise<Counts> {
  const report = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const exitCode = await runProgram('vitest/vitest.mjs', ['run', ...reporters]);
  return countVitest(readReport(report), exitCode);
}

async function runPlaywright(): Promise<Counts> {
  const report = join(reports, 'playwright.json');
  const exitCode = await runProgram('@playwright/test/cli.js', ['test', '--pass-with-no-tests'], {
    SLUICE_TEST_REPORT: report,
  });
  return countPlaywright(readReport(report), exitCode);
}

function readReport(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number> {
  const child = spawn(process.execPath, [join(projectRoot, 'node_modules', program), ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
