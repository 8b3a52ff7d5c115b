import { expect, test } from './fixtures';
import { dataFile } from './pages';

const row = 120;

test('writes a filter and a formula by keyboard, helped by names, types and suggestions', async ({ home, page }) => {
  const editor = await home.newPipeline('Expressions');
  const { inspector } = editor;
  const suggestions = page.getByRole('listbox', { name: 'Suggestions' });

  await test.step('a file, a filter and a formula', async () => {
    await editor.drop(dataFile('examples/telco-churn/telco-churn.csv'), { x: 130, y: row });
    await editor.stands('File', 'Ready');
    await editor.dragFromPalette('Filter', { x: 420, y: row });
    await editor.dragFromPalette('Formula', { x: 710, y: row });
    await editor.connect('File', 'Filter');
    await editor.connect('Filter', 'Formula');
  });

  await test.step('a misspelt column is said at its characters, with the name that was meant', async () => {
    await editor.select('Filter');
    const condition = inspector.getByLabel('Condition');
    await condition.fill('total_charge > 100');
    await expect(inspector.getByText('There is no column “total_charge” here.')).toBeVisible();
    await expect(inspector.getByText('1 problem')).toBeVisible();
    await inspector.getByRole('button', { name: 'Write total_charges' }).click();
    await expect(condition).toHaveValue('total_charges > 100');
    await expect(inspector.getByText('bool, may be missing')).toBeVisible();
    await editor.stands('Filter', 'Ready');
  });

  await test.step('so is a value of another type', async () => {
    const condition = inspector.getByLabel('Condition');
    await condition.fill('total_charges > 100 and contract = 2');
    await expect(inspector.getByText('“=” takes values of one type; contract is text, and this is int.')).toBeVisible();
    await inspector.getByRole('button', { name: "Write '2'" }).click();
    await expect(condition).toHaveValue("total_charges > 100 and contract = '2'");
  });

  await test.step('a formula is put together out of suggestions', async () => {
    await editor.select('Formula');
    await inspector.getByRole('button', { name: /^Add/ }).click();
    await inspector.getByRole('textbox', { name: /^Column( required)?$/ }).fill('spent');
    const formula = inspector.getByRole('textbox', { name: /^Formula( required)?$/ });
    await formula.focus();
    await page.keyboard.type('coal');
    await expect(suggestions.getByRole('option', { selected: true })).toHaveText(/coalesce/);
    await page.keyboard.press('Enter');
    await expect(formula).toHaveValue('coalesce()');
    await page.keyboard.type('tot');
    await page.keyboard.press('Tab');
    await page.keyboard.type(', ten');
    await expect(suggestions.getByRole('option', { selected: true })).toHaveText(/tenure/);
    await page.keyboard.press('Enter');
    await page.keyboard.type('*mont');
    await page.keyboard.press('Enter');
    await page.keyboard.type(')');
    await expect(formula).toHaveValue('coalesce(total_charges, tenure*monthly_charges)');
    await page.keyboard.press('Escape');
    await expect(suggestions).toBeHidden();
    await inspector.getByRole('button', { name: 'Format' }).click();
    await expect(formula).toHaveValue('coalesce(total_charges, tenure * monthly_charges)');
    await editor.stands('Formula', 'Ready');
  });

  await test.step('and the page of functions says what each of them does', async () => {
    await page.goto('/help/expressions');
    await page.getByRole('textbox', { name: 'Find a function' }).fill('coalesce');
    await expect(page.getByRole('article')).toHaveCount(1);
    await expect(page.getByText('coalesce(null, 2, 3) → 2')).toBeVisible();
  });
});
