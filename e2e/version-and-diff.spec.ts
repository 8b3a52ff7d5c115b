import { expect, test } from './fixtures';
import { Editor } from './pages';

test('saves a version, sees what changed since, restores it and forks it', async ({ home, page, versions }) => {
  const editor = await home.copyExample('Credit scoring');

  await test.step('save a version', async () => {
    await editor.saveVersion('As the example has it');
    await expect(page.getByText('Saved as version 1').first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Version 1', exact: true })).toBeVisible();
  });

  await test.step('moving a card is no change; a setting is', async () => {
    await editor.move('Monitor', { x: 80, y: 48 });
    await editor.isSaved();
    await expect(page.getByRole('button', { name: 'Version 1', exact: true })).toBeVisible();
    await editor.select('Impute');
    await editor.choose('Numbers', 'Median');
    await expect(page.getByRole('button', { name: 'Version 1, draft with changes' })).toBeVisible();
    await editor.isSaved();
  });

  await test.step('the difference shows the field before and after', async () => {
    await editor.openVersions();
    await expect(versions.row('As the example has it')).toBeVisible();
    await page.getByRole('button', { name: 'What changed since v1' }).click();
    await expect(versions.changes.getByRole('heading', { name: '1 change' })).toBeVisible();
    await expect(versions.field('Numbers')).toContainText('− mean');
    await expect(versions.field('Numbers')).toContainText('+ median');
    await expect(page.getByRole('group', { name: 'Impute, changed' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'Train, unchanged' })).toBeVisible();
    await expect(page.getByRole('group', { name: /, (added|removed|rewired)$/ })).toHaveCount(0);
  });

  await test.step('restore the version: the draft is it again', async () => {
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'Versions' }).click();
    await versions.row('As the example has it').getByRole('button', { name: 'Restore' }).click();
    await page
      .getByRole('alertdialog', { name: 'Restore version 1?' })
      .getByRole('button', { name: 'Restore' })
      .click();
    await expect(page.getByText('Draft is version 1', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Open the draft' }).click();
    await editor.isOpen();
    await editor.select('Impute');
    await expect(editor.inspector.getByRole('combobox', { name: 'Numbers' })).toHaveText('Mean');
  });

  await test.step('fork it: a pipeline of its own', async () => {
    await editor.openVersions();
    await versions.row('As the example has it').getByRole('button', { name: 'More for version 1' }).click();
    await page.getByRole('menuitem', { name: 'Fork' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fork version 1' });
    await dialog.getByLabel('Name').fill('Credit, my way');
    await dialog.getByRole('button', { name: 'Fork' }).click();

    const fork = new Editor(page);
    await fork.isOpen();
    await expect(page.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('Credit, my way');
    await expect(fork.cards).toHaveCount(10);
    await fork.select('Impute');
    await fork.choose('Numbers', 'Median');
    await fork.isSaved();
    await home.open();
    await expect(home.pipelines.getByRole('row').filter({ hasText: 'Credit, my way' })).toContainText('draft only');
  });
});
