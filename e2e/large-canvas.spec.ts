import type { Page } from '@playwright/test';
import { largePipeline } from '../bench/canvas/graph';
import { expect, test } from './fixtures';
import { Editor } from './pages';

/** Not times, which are a machine's: what makes a large drawing slow is how much of it is in the page. */
const elementsAtMost = 14_000;

/** What is sent, compressed, for the page to open; its workers have theirs. What a gesture needs comes with the gesture. */
const scriptBytesAtMost = 482_000;

async function countScriptBytes(page: Page): Promise<() => number> {
  const session = await page.context().newCDPSession(page);
  const scripts = new Set<string>();
  let bytes = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  return () => bytes;
}

const elementsOf = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);

test('a pipeline of 1,000 nodes is opened, looked over, edited and searched', async ({ page }) => {
  const editor = new Editor(page);
  await test.step('it opens, all of it in sight as plain shapes', async () => {
    // The file is missing on purpose: a thousand nodes with something to say, and nothing to import.
    const document = largePipeline(1_000, { name: 'gone.csv', hash: 'f'.repeat(64) });
    const made = await page.request.post('/api/trpc/pipelines.create', {
      data: { name: 'A thousand nodes', document },
    });
    const { result } = (await made.json()) as { result: { data: { id: string } } };
    const scriptBytes = await countScriptBytes(page);
    await page.goto(`/pipelines/${result.data.id}`);
    await editor.isOpen();
    await expect(page.getByRole('img', { name: '999 nodes, too small to tell apart' })).toBeVisible();
    await expect(editor.cards).toHaveCount(0);
    expect(await elementsOf(page)).toBeLessThan(elementsAtMost);
    expect(scriptBytes()).toBeGreaterThan(100 * 1024);
    expect(scriptBytes(), 'bytes of script until the editor is open').toBeLessThan(scriptBytesAtMost);
  });

  await test.step('by keyboard one gets to a card, and on to the next one out of sight', async () => {
    await editor.focusCard('Train 50');
    await expect(editor.card('Train 50')).toBeVisible();
    await page.keyboard.press('0');
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab');
      await expect(editor.cards.and(page.locator(':focus'))).toHaveCount(1);
    }
    expect(await editor.cards.count()).toBeLessThan(150);
  });

  await test.step('panning draws what comes into sight, and lets go of the rest', async () => {
    const before = await editor.cards.first().getAttribute('data-id');
    const box = (await editor.canvas.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    for (let turn = 0; turn < 8; turn += 1) await page.mouse.wheel(0, -400);
    await expect(editor.canvas.locator(`.react-flow__node[data-id="${before}"]:visible`)).toHaveCount(0);
    await expect(editor.cards).not.toHaveCount(0);
    expect(await editor.cards.count()).toBeLessThan(150);
    expect(await elementsOf(page)).toBeLessThan(elementsAtMost);
  });

  await test.step('everything is selected and moved, and taken back', async () => {
    await editor.focusCard('Split 7');
    await page.keyboard.press('ControlOrMeta+a');
    const place = () => page.locator('[data-id="split_7"]').evaluate((card: HTMLElement) => card.style.transform);
    const before = await place();
    await page.keyboard.press('Alt+ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(place).not.toBe(before);
    await page.keyboard.press('ControlOrMeta+z');
    await page.keyboard.press('Escape');
  });

  await test.step('an edit is known everywhere below it', async () => {
    await editor.focusCard('Impute 7');
    const { inspector } = editor;
    await inspector.getByRole('textbox', { name: 'Title of the node' }).fill('Fill gaps 7');
    await inspector.getByRole('textbox', { name: 'Title of the node' }).press('Enter');
    await expect(editor.card('Fill gaps 7')).toBeVisible();
    await expect(editor.wire('Split 7', 'Fill gaps 7')).toBeAttached();
    await editor.undo();
    await expect(editor.card('Impute 7')).toBeVisible();
  });

  await test.step('from afar a click selects a shape, and a double click goes there', async () => {
    await page.keyboard.press('f');
    await expect(page.getByRole('img', { name: '999 nodes, too small to tell apart' })).toBeVisible();
    await expect(editor.cards).toHaveCount(0);
  });
});
