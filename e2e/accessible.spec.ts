import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { Outline } from './pages';

test('has nothing serious in the way of anybody, on any screen, light or dark', async ({ home, page, endpoint }) => {
  const editor = await home.copyExample('Telco churn');
  const pipeline = new URL(page.url()).pathname;
  await editor.select('Deploy');
  await editor.text('Endpoint').fill('churn-for-all');
  await editor.runIs(await editor.newRunAfter(() => editor.publish('For everybody')), 'done');

  await test.step('the editor', async () => {
    await editor.select('Train');
    await editor.open('Data');
    await expect(page.getByRole('grid').first()).toBeVisible();
    await isAccessible(page, 'the editor with data');
    await editor.select('Evaluate');
    await editor.tab('Results');
    await editor.showsCurve(/^ROC curve/);
    await editor.open('Timeline');
    await isAccessible(page, 'the editor with results');
    const outline = new Outline(page);
    await outline.open();
    await page.keyboard.press('ArrowRight');
    await editor.open('Problems');
    await editor.tab('Columns');
    await isAccessible(page, 'the editor with its outline');
    await editor.open('Logs');
    await editor.tab('Docs');
    await isAccessible(page, 'the editor with logs and docs');
  });

  await test.step('its dialogs; each gives the cursor back to where it was', async () => {
    const outline = new Outline(page);
    await outline.row('Evaluate').click();
    await expect(outline.row('Evaluate')).toBeFocused();
    for (const [keys, name] of [
      ['ControlOrMeta+k', 'Commands'],
      ['?', 'Keys'],
    ] as const) {
      await page.keyboard.press(keys);
      const dialog = page.getByRole('dialog', { name });
      await expect(dialog).toBeVisible();
      await isAccessible(page, `the dialog ${name}`);
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
      await expect(outline.row('Evaluate')).toBeFocused();
    }
  });

  await test.step('the skip link goes past the navigation', async () => {
    await home.open();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
    await isAccessible(page, 'the list of pipelines');
  });

  await test.step('all other pages, each with a heading that names it', async () => {
    await endpoint.open('churn-for-all');
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
    await isPage(page, 'churn-for-all');
    for (const [address, heading] of [
      ['/examples', 'Examples'],
      ['/runs', 'Runs'],
      ['/models', 'Models'],
      ['/endpoints', 'Endpoints'],
      ['/data', 'Data'],
      ['/help/expressions', 'Expressions'],
      [`${pipeline}/versions`, 'Versions'],
    ] as const) {
      await page.goto(address);
      await isPage(page, heading);
    }
    for (const list of ['runs', 'models']) {
      await page.goto(`/${list}`);
      await page.getByRole('main').locator(`a[href^="/${list}/"]`).first().click();
      await expect(page).toHaveURL(new RegExp(`/${list}/[\\w-]+$`));
      await isPage(page, list === 'runs' ? 'Run' : 'Train');
    }
  });
});

async function isPage(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).last()).toContainText(heading);
  await expect(page.getByRole('main')).toHaveCount(1);
  await isAccessible(page, heading);
}

/** What axe finds serious or critical. Only colours differ between the themes: they alone are looked at twice. */
async function isAccessible(page: Page, screen: string | RegExp): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'light' ? axe : axe.withRules('color-contrast')).analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => ({ id, help, where: nodes.slice(0, 4).map(({ target }) => target.join(' ')) }));
    expect.soft(serious, `${screen} in the ${colorScheme} theme`).toEqual([]);
  }
}
