import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { holdStill, pictureBrowser } from './pictures/still';

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
