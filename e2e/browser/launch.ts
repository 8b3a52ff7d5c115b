import { chromium } from '@playwright/test';

/** A Chromium that may or may not work; without a path it is Playwright's own. */
export interface Browser {
  readonly executablePath?: string;
  /** Beside the process' own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The flags all tests run with. The browser opens our own pages only, often as root and without a network. */
export const launchArgs = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** What Playwright wants to be told. */
export function launchOptions({ executablePath, env }: Browser) {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { executablePath, args: launchArgs, env: { ...Object.fromEntries(inherited), ...env } };
}

/** Launches it and renders a page; tells the version, or why it did not work. */
export async function tryBrowser(browser: Browser): Promise<{ version: string } | { failure: string }> {
  try {
    const running = await chromium.launch({ ...launchOptions(browser), timeout: 20_000 });
    try {
      const page = await running.newPage();
      await page.setContent('<h1>ok</h1>');
      const text = await page.textContent('h1');
      return text === 'ok' ? { version: running.version() } : { failure: 'it renders nothing' };
    } finally {
      await running.close();
    }
  } catch (error) {
    return { failure: String(error).split('\n').slice(0, 3).join(' ') };
  }
}
