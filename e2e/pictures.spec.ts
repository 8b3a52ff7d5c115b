import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { dataFile } from './pages';
import { evenOut, holdStill, pictureBrowser } from './pictures/still';

/*
 * Held against the approved pictures in e2e/pictures. After a change that is meant, approve the new ones:
 * UPDATE_PICTURES=1 npx playwright test pictures
 */

const browser = await pictureBrowser();
if ('failure' in browser) console.log(`No picture is compared: ${browser.failure}`);
test.skip('failure' in browser, 'failure' in browser ? browser.failure : '');
if ('launch' in browser) test.use({ launchOptions: browser.launch });
// Sixty pictures, each drawn twice to see that it stands still.
test.describe.configure({ timeout: 600_000 });
test.use({ viewport: { width: 1440, height: 1500 }, timezoneId: 'UTC', locale: 'en-US' });

/** What other fonts than ours draw, and what is drawn by a library that measures as it goes. */
const unlike = (page: Page) => [
  page.locator('p', { hasText: 'From right to left' }).locator('..'),
  page.locator('.js-plotly-plot'),
];

for (const theme of ['light', 'dark'] as const) {
  test.describe(theme, () => {
    test.use({ colorScheme: theme });

    test(`every part of the kit looks as approved in ${theme}`, async ({ page }) => {
      await page.clock.setFixedTime('2026-11-12T09:00:00Z');
      await page.goto('/kit');
      const contents = page.getByRole('navigation', { name: 'Parts of the kit' }).getByRole('link');
      await expect(contents).not.toHaveCount(0);
      await holdStill(page);
      for (const title of await contents.allTextContents()) {
        // The same drawings in another ink: not worth their hundred kilobytes.
        if (title === 'Icons' && theme === 'dark') continue;
        const part = page.getByRole('region', { name: title, exact: true });
        await part.scrollIntoViewIfNeeded();
        // Drawn by a library that comes when it is looked at.
        if (title === 'Charts') await expect(part.locator('.js-plotly-plot')).toHaveCount(2);
        await expect.soft(part).toHaveScreenshot(`kit-${title.toLowerCase().replace(/\W+/g, '-')}-${theme}.png`, {
          mask: unlike(page),
        });
      }
    });

    test(`what opens over the kit looks as approved in ${theme}`, async ({ page }) => {
      await page.setViewportSize({ width: 1440, height: 800 });
      await page.goto('/kit');
      await holdStill(page);
      const overlays = page.getByRole('region', { name: 'Overlays', exact: true });
      const open = (name: string) => overlays.getByRole('button', { name, exact: true }).click();

      await open('Menu');
      await expect.soft(page.getByRole('menu')).toHaveScreenshot(`menu-${theme}.png`);
      await page.keyboard.press('Escape');
      for (const [name, role] of [
        ['Popover', 'dialog'],
        ['Dialog', 'dialog'],
        ['Alert dialog', 'alertdialog'],
        ['Sheet', 'dialog'],
      ] as const) {
        await open(name);
        await expect
          .soft(page.getByRole(role))
          .toHaveScreenshot(`${name.toLowerCase().replace(' ', '-')}-${theme}.png`);
        await page.keyboard.press('Escape');
        await expect(page.getByRole(role)).toHaveCount(0);
      }
    });
  });
}

test('the main screens look as approved', async ({ home, page, endpoint }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  /** Drawn to the scale of what was measured. */
  const measured = [
    page.locator('table svg[role="img"]'),
    page.getByRole('button', { name: /^Run \d+,/ }).locator('svg:has(rect)'),
  ];
  const looksAs = async (name: string, ...themes: readonly ('light' | 'dark')[]) => {
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme });
      await holdStill(page);
      await evenOut(page);
      await expect.soft(page).toHaveScreenshot(`${name}-${theme}.png`, { mask: [...unlike(page), ...measured] });
    }
  };
  const editor = await home.copyExample('Telco churn');
  const pipeline = page.url();

  await test.step('a pipeline that has not run', async () => {
    await editor.rename('Pictures');
    // A table of its own: nothing that another story has computed is reused.
    await editor.select('Customers');
    const { name, content } = dataFile('examples/telco-churn/telco-churn.csv');
    const lines = content.toString('utf8').trimEnd().split('\n');
    await editor.replaceFile({ name, content: Buffer.from(lines.slice(0, -1).join('\n')) });
    await page.keyboard.press('Escape');
    await expect(editor.runButton()).toContainText('reused');
    await editor.allStand(['Customers', 'Train', 'Deploy'], 'Ready');
    await editor.isSaved();
  });

  await test.step('after a run, with a card in hand', async () => {
    await editor.select('Deploy');
    await editor.text('Endpoint').fill('pictures');
    await editor.runIs(await editor.run(), 'done');
    await editor.select('Impute');
    await expect(editor.below.getByRole('grid').last().getByRole('row')).not.toHaveCount(0);
    await editor.allStand(['Customers', 'Train', 'Deploy'], /Done|Reused/);
    await looksAs('editor-after-a-run', 'light', 'dark');
  });

  await test.step('a model and its endpoint', async () => {
    await editor.publish('For the pictures');
    await expect(page.getByText('Published /endpoints/pictures').first()).toBeVisible({ timeout: 30_000 });
    await endpoint.open('pictures');
    await expect(page.getByRole('heading', { name: 'Contract' })).toBeVisible();
    await looksAs('endpoint', 'light', 'dark');
    await page.goto('/models');
    await page.getByRole('link', { name: /Train/ }).filter({ hasText: 'Pictures' }).first().click();
    await expect(page.getByRole('heading', { name: /^Train, version/ })).toBeVisible();
    await looksAs('model', 'light');
  });

  await test.step('a run that failed', async () => {
    await page.goto(pipeline);
    await editor.isOpen();
    await editor.select('Evaluate');
    await editor.setNumber('Value', 0.99, editor.entry('Gates', 1));
    await editor.runIs(await editor.run(), 'failed');
    await editor.stands('Evaluate', 'Failed');
    await looksAs('editor-failed', 'dark');
  });
});
