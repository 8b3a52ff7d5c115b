import { expect, test } from './fixtures';
import { dataFile } from './pages';

const row = 120;

test('sets nodes: what was changed shows, goes back, is explained and helped', async ({ home, page }) => {
  const editor = await home.newPipeline('Settings');
  const { inspector } = editor;
  const seed = inspector.getByLabel('Seed', { exact: true });
  const resetSeed = inspector.getByRole('button', { name: 'Reset Seed to its default, 7' });

  await test.step('a changed setting is marked with its default, and goes back by a press or by undo', async () => {
    await editor.drop(dataFile('examples/telco-churn/telco-churn.csv'), { x: 130, y: row });
    await editor.stands('File', 'Ready');
    await editor.dragFromPalette('Split', { x: 420, y: row });
    await editor.connect('File', 'Split');
    await editor.select('Split');
    await expect(seed).toHaveValue('7');
    await expect(resetSeed).toBeHidden();
    await seed.fill('11');
    await seed.press('Tab');
    await resetSeed.focus();
    await page.keyboard.press('Enter');
    await expect(seed).toHaveValue('7');
    await expect(resetSeed).toBeHidden();
    await expect(seed).toBeFocused();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(seed).toHaveValue('11');
    await inspector.getByRole('button', { name: /^Reset \d+$/ }).click();
    await expect(seed).toHaveValue('7');
  });

  await test.step('the docs of a node end in examples, whose settings can be taken', async () => {
    await inspector.getByRole('tab', { name: 'Docs' }).click();
    const examples = inspector.getByRole('region', { name: 'Examples' });
    await expect(examples.getByRole('article').first()).toBeVisible();
    await expect(examples.getByRole('table', { name: 'Out' }).first()).toBeVisible();
    await examples.getByRole('button', { name: 'Use these settings' }).first().click();
    await expect(inspector.getByRole('tab', { name: /^Configure/ })).toHaveAttribute('aria-selected', 'true');
    await expect(inspector.getByRole('button', { name: /^Reset \d+$/ })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(seed).toHaveValue('7');
  });

  await test.step('a query is written with the columns of its table at hand', async () => {
    await editor.dragFromPalette('SQL', { x: 710, y: row });
    await editor.connect('Split', 'SQL');
    await editor.select('SQL');
    const query = inspector.getByRole('textbox', { name: 'Query' });
    await query.click();
    await page.keyboard.type('select monthly_ch');
    await page.getByRole('option', { name: /^monthly_charges/ }).click();
    await expect(query).toHaveText('select monthly_charges');
    await page.keyboard.type(' from a where tenure > 3');
    await expect(query).toHaveText('select monthly_charges from a where tenure > 3');
    await editor.stands('SQL', 'Ready');
    await inspector.getByRole('tab', { name: 'Columns' }).click();
    await expect(inspector.getByText('monthly_charges').first()).toBeVisible();
  });
});
