import { expect, test } from './fixtures';

test('follows a column through the canvas, and renames it everywhere as one step', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');

  await test.step('press a column: its way is lit, everything else steps back', async () => {
    await editor.select('Customers');
    await editor.tab('Columns');
    await editor.inspector.getByRole('button', { name: 'churn', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'begins here' })).toContainText('churn');
    await expect(editor.card('Encode')).toContainText('churn');
    await expect(editor.card('Train')).toContainText('target');
    await expect(editor.inspector.getByText('It feeds')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByText('begins here')).toHaveCount(0);
  });

  await test.step('rename it: everything that names it is listed first', async () => {
    await editor.select('Encode');
    await editor.tab('Columns');
    await editor.inspector.getByRole('button', { name: 'More about churn' }).click();
    await page.getByRole('menuitem', { name: 'Rename everywhere…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Rename churn' });
    await dialog.getByLabel('New name').fill('left');
    const changes = dialog.getByRole('list', { name: 'What changes' });
    await expect(changes).toContainText('Split');
    await expect(changes).toContainText('Train');
    await dialog.getByRole('button', { name: 'Rename', exact: true }).click();
  });

  await test.step('the file is read anew under the name, and nothing is wrong', async () => {
    await editor.stands('Train', 'Ready');
    await editor.select('Train');
    await editor.tab('Configure');
    await expect(editor.inspector.getByText('left', { exact: true }).first()).toBeVisible();
    await editor.select('Customers');
    await editor.tab('Columns');
    await expect(editor.inspector.getByRole('button', { name: 'left', exact: true })).toBeVisible();
  });

  await test.step('one undo takes it all back', async () => {
    await page.keyboard.press('ControlOrMeta+z');
    await expect(editor.inspector.getByRole('button', { name: 'churn', exact: true })).toBeVisible();
    await editor.stands('Train', 'Ready');
  });
});
