import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { unpackCarriedBrowser } from './carried-by-npm';
import { type Browser, tryBrowser } from './launch';

type Source = readonly [name: string, find: () => Browser | undefined | Promise<Browser | undefined>];

/** In the order of cost. `SLUICE_E2E_BROWSER_SOURCE` picks one by name. */
const sources: readonly Source[] = [
  ['environment', () => (process.env.E2E_CHROMIUM ? { executablePath: process.env.E2E_CHROMIUM } : undefined)],
  ['playwright', () => ({})],
  ['system', findSystemBrowser],
  ['npm', () => unpackCarriedBrowser(join(process.cwd(), '.cache', 'browser'))],
  ['download', downloadWithPlaywright],
  ['apt', installWithApt],
];

/** A Chromium that was seen to launch and render, wherever it comes from. */
export async function ensureBrowser(): Promise<Browser> {
  const only = process.env.SLUICE_E2E_BROWSER_SOURCE;
  const failures: string[] = [];
  for (const [name, find] of sources) {
    if (only !== undefined && only !== name) continue;
    const browser = await findOrExplain(find, (failure) => failures.push(`${name}: ${failure}`));
    if (browser === undefined) continue;
    const outcome = await tryBrowser(browser);
    if ('version' in outcome) {
      console.log(`Browser for the tests: Chromium ${outcome.version} (${name})`);
      return browser;
    }
    failures.push(`${name}: ${outcome.failure}`);
  }
  throw new Error(
    `No Chromium works here. Run \`npx playwright install chromium\`, or set E2E_CHROMIUM to one.\n${failures.join('\n')}`,
  );
}

async function findOrExplain(find: Source[1], explain: (failure: string) => void): Promise<Browser | undefined> {
  try {
    return await find();
  } catch (error) {
    explain(String(error));
    return undefined;
  }
}

function findSystemBrowser(): Browser | undefined {
  const executablePath = systemPaths().find((path) => existsSync(path));
  return executablePath === undefined ? undefined : { executablePath };
}

function systemPaths(): string[] {
  switch (process.platform) {
    case 'darwin':
      return ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
        const folder = process.env[variable];
        const programs = ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'];
        return folder === undefined ? [] : programs.map((program) => join(folder, program));
      });
    default:
      return (process.env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) =>
          ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) =>
            join(folder, name),
          ),
        );
  }
}

function downloadWithPlaywright(): Browser | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json'));
  const command = [join(folder, 'cli.js'), 'install', 'chromium', '--only-shell'];
  return spawnSync(process.execPath, command, { timeout: 180_000 }).status === 0 ? {} : undefined;
}

function installWithApt(): Browser | undefined {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return undefined;
  spawnSync('apt-get', ['update', '-qq'], { timeout: 120_000 });
  const installed = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return installed.status === 0 ? { executablePath: '/usr/bin/chromium' } : undefined;
}
