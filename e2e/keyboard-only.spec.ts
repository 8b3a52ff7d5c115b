import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

test('works with the keyboard only', async ({ home, page }) => {
  const editor = await home.newPipeline('By keys');
  const { keyboard } = page;

  await test.step('find a node and add it', async () => {
    await keyboard.press('/');
    await expect(editor.search).toBeFocused();
    await keyboard.type('csv');
    await keyboard.press('Enter');
    await expect(editor.card('File')).toBeFocused();
  });

  await test.step('configure it', async () => {
    await keyboard.press('Enter');
    await expect(editor.inspector.getByRole('button', { name: /^(File|Upload)/ })).toBeFocused();
    await editor.tabTo(editor.inspector.getByRole('button', { name: 'Data folder' }));
    await keyboard.press('Enter');
    for (const name of ['telco-churn', 'telco-churn.csv']) {
      const entry = page.getByRole('dialog', { name: 'Files in the data folder' }).getByRole('button', { name });
      await editor.tabTo(entry);
      await keyboard.press('Enter');
    }
    await editor.stands('File', 'Ready');
    await expect(editor.card('File')).toContainText('telco-churn.csv');
  });

  await test.step('search the palette: what is found comes behind the selected node', async () => {
    await editor.tabTo(page.getByRole('textbox', { name: 'Find a node in the palette' }), 'backwards');
    await keyboard.type('split');
    await keyboard.press('Enter');
    await expect(editor.wire('File', 'Split')).toBeAttached();
    await editor.stands('Split', 'Ready');
  });

  await test.step('go to it by its name and change a setting', async () => {
    await keyboard.press('ControlOrMeta+k');
    await expect(editor.commands).toBeVisible();
    await keyboard.type('split');
    await keyboard.press('Enter');
    await expect(editor.card('Split')).toBeFocused();
    await keyboard.press('Enter');
    await editor.tabTo(editor.number('Seed'));
    await keyboard.press('ArrowUp');
    await expect(editor.number('Seed')).toHaveValue('8');
  });

  await test.step('undo and redo', async () => {
    await keyboard.press('Escape');
    await editor.focusCard('Split');
    await keyboard.press('ControlOrMeta+z');
    await expect(editor.number('Seed')).toHaveValue('7');
    await keyboard.press('ControlOrMeta+Shift+z');
    await expect(editor.number('Seed')).toHaveValue('8');
  });

  await test.step('run it', async () => {
    const run = await editor.newRunAfter(() => keyboard.press('ControlOrMeta+Enter'));
    await editor.runIs(run, 'done');
    await editor.stands('Split', 'Done');
  });

  await test.step('open the timeline from the list of commands', async () => {
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type('timeline');
    await keyboard.press('Enter');
    await expect(editor.below.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
    await expect(editor.below.getByRole('list', { name: /^Stages of run/ })).toContainText('Split');
  });
});

test('has nothing serious in the way of anybody, light or dark', async ({ home, page, endpoint }) => {
  const editor = await home.copyExample('Telco churn');
  await editor.select('Deploy');
  await editor.text('Endpoint').fill('churn-for-all');
  await editor.runIs(await editor.newRunAfter(() => editor.publish('For everybody')), 'done');

  await test.step('the editor', async () => {
    await editor.select('Train');
    await editor.open('Data');
    await expect(page.getByRole('grid').first()).toBeVisible();
    await isAccessible(page);
    await editor.select('Evaluate');
    await editor.tab('Results');
    await editor.showsCurve(/^ROC curve/);
    await editor.open('Timeline');
    await isAccessible(page);
  });
  await test.step('the endpoint', async () => {
    await endpoint.open('churn-for-all');
    await expect(page.getByRole('button', { name: 'Send' })).toBeVisible();
    await isAccessible(page);
  });
  await test.step('the list of pipelines', async () => {
    await home.open();
    await isAccessible(page);
  });
});

/** What axe finds serious or critical, in both themes. */
async function isAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, help, nodes }) => ({ id, help, where: nodes.slice(0, 4).map(({ target }) => target.join(' ')) }));
    expect(serious, `in the ${colorScheme} theme`).toEqual([]);
  }
}
