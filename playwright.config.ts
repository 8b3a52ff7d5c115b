import { rmSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { ensureBrowser } from './e2e/browser/ensure-browser';
import { type Browser, launchOptions } from './e2e/browser/launch';
import { freePort } from './server/boot/port';
import { createTemporaryHome } from './server/testing/temporary-home';

interface Surroundings {
  readonly browser: Browser;
  readonly port: number;
  readonly gatewayPort: number;
  readonly home: string;
}

/** Playwright reads this file again in each worker: what the first reading chose is handed on in the environment. */
async function chooseSurroundings(): Promise<Surroundings> {
  const chosen = process.env.SLUICE_E2E_SURROUNDINGS;
  if (chosen !== undefined) return JSON.parse(chosen);
  const { home } = createTemporaryHome();
  process.once('exit', () => rmSync(home, { recursive: true, force: true }));
  const fresh = { browser: await ensureBrowser(), port: await freePort(), gatewayPort: await freePort(), home };
  process.env.SLUICE_E2E_SURROUNDINGS = JSON.stringify(fresh);
  return fresh;
}

const { browser, port, gatewayPort, home } = await chooseSurroundings();
/** For stories that call the gateway. */
process.env.E2E_GATEWAY_URL = `http://127.0.0.1:${gatewayPort}`;
const reportFile = process.env.SLUICE_TEST_REPORT;

export default defineConfig({
  testDir: './e2e',
  testMatch: '*.spec.ts',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: {
    timeout: 15_000,
    // Pictures are approved with UPDATE_PICTURES=1; a handful of pixels may differ between two processors.
    toHaveScreenshot: { animations: 'disabled', maxDiffPixelRatio: 0.001, threshold: 0.15 },
  },
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  updateSnapshots: process.env.UPDATE_PICTURES ? 'changed' : 'none',
  reporter: reportFile ? [['list'], ['json', { outputFile: reportFile }]] : 'list',
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    launchOptions: launchOptions(browser),
    viewport: { width: 1920, height: 1080 },
    actionTimeout: 15_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: 'node server/boot/start.mjs',
    wait: { stdout: /Sluice is ready/ },
    timeout: 300_000,
    env: { DATABASE_URL: '', PORT: String(port), GATEWAY_PORT: String(gatewayPort), SLUICE_HOME: home },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'pipe',
    stderr: 'pipe',
  },
});
