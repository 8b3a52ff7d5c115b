import { expect, test } from './fixtures';

test('the list of pipelines is found in, gone through and tidied by keys', async ({ home, page }) => {
  const { keyboard } = page;
  await home.open();
  const find = page.getByRole('textbox', { name: 'Find a pipeline, node or column' });
  const rows = home.pipelines.locator('tbody tr');
  const link = (name: string) => home.pipelines.getByRole('link', { name: new RegExp(`^${name}`) });

  await test.step('by a column that one of them reads, once its file was read', async () => {
    const editor = await home.copyExample('Credit scoring');
    await editor.select('Applications');
    await editor.tab('Columns');
    await expect(editor.inspector.getByText('14 columns')).toBeVisible();
    await home.open();
    await keyboard.press('/');
    await expect(find).toBeFocused();
    await keyboard.type('seniority');
    await expect(home.pipelines).toContainText('column Seniority');
    await expect(link('Telco churn')).toHaveCount(0);
  });

  await test.step('by a node; the arrow goes down to what was found, Enter opens it', async () => {
    await find.fill('fairness');
    await expect(link('Credit scoring').first()).toBeVisible();
    await expect(link('Telco churn')).toHaveCount(0);
    await find.press('ArrowDown');
    await expect(home.pipelines.getByRole('link').first()).toBeFocused();
    await keyboard.press('ArrowDown');
    await expect(rows.nth(1).getByRole('link').first()).toBeFocused();
    await keyboard.press('ArrowUp');
    await keyboard.press('Enter');
    await expect(page.getByRole('application', { name: 'Canvas' })).toBeVisible();
  });

  await test.step('nothing found says so, and what to do', async () => {
    await home.open();
    await find.fill('there is no such thing');
    await expect(page.getByRole('heading', { name: 'Nothing is called “there is no such thing”' })).toBeVisible();
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect(link('Telco churn').first()).toBeVisible();
  });

  await test.step('duplicate one, delete the copy, take it back', async () => {
    await rows
      .filter({ hasText: 'HPC job run times' })
      .first()
      .click({ button: 'right', position: { x: 200, y: 20 } });
    await page.getByRole('menuitem', { name: 'Duplicate' }).click();
    await expect(link('HPC job run times copy')).toBeVisible();
    await page.getByRole('button', { name: 'More for HPC job run times copy' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(link('HPC job run times copy')).toHaveCount(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(link('HPC job run times copy')).toBeVisible();
  });

  await test.step('sort it by name', async () => {
    await page.getByRole('button', { name: 'Pipeline', exact: true }).click();
    await expect(page.getByRole('columnheader', { name: 'Pipeline' })).toHaveAttribute('aria-sort', 'ascending');
    await expect(rows.first()).toHaveText(/^A/);
  });
});
