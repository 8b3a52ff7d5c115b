import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { dataFile } from './pages';

const above = { file: 130, split: 400, train: 670, evaluate: 940, y: 110 };
const below = { fairness: 670, explain: 940, deploy: 400, y: 330 };
const title = { fairness: 'Slices & fairness' };

test('goes from the credit table to a model version with a fairness gate, explanations and a report', async ({
  home,
  page,
}) => {
  const editor = await home.newPipeline('Credit by hand');
  const { inspector } = editor;

  await test.step('a table, a split, and a model that reads texts and missing values as they are', async () => {
    await editor.drop(dataFile('examples/credit/credit.csv'), { x: above.file, y: above.y });
    await editor.stands('File', 'Ready');
    await editor.dragFromPalette('Split', { x: above.split, y: above.y });
    await editor.dragFromPalette('Train', { x: above.train, y: above.y });
    await editor.dragFromPalette('Evaluate', { x: above.evaluate, y: above.y });
    await editor.connect('File', 'Split');
    await editor.connect('Split', 'Train');
    await editor.select('Train');
    await editor.pickColumn('Target', 'Status');
    await editor.setNumber('Rounds', 40);
    await editor.connect('Train', 'Evaluate', { input: 'Model' });
    await editor.connect('Split', 'Evaluate', { input: 'Rows to judge' });
    await editor.stands('Evaluate', 'Ready');
  });

  await test.step('groups that must not be treated too differently, and what the answers are made of', async () => {
    await editor.dragFromPalette(title.fairness, { x: below.fairness, y: below.y });
    await editor.dragFromPalette('Explain', { x: below.explain, y: below.y });
    await editor.connect('Evaluate', title.fairness, { output: 'Passed model', input: 'Model' });
    await editor.connect('Split', title.fairness, { input: 'Rows to judge' });
    await editor.connect('Train', 'Explain', { input: 'Model' });
    await editor.connect('Split', 'Explain', { input: 'Rows to explain' });
    await editor.select(title.fairness);
    const group = await editor.addEntry('Groups');
    await editor.pickColumn('Column', 'Home', group);
    const gate = await editor.addEntry('Gates');
    await editor.setNumber('Value', 0.001, gate);
  });

  await test.step('the gate does not pass, and says by how much and between whom', async () => {
    const run = await editor.run();
    await editor.runIs(run, 'failed');
    await editor.stands(title.fairness, 'Failed');
    await editor.stands('Explain', 'Done');
    await editor.tab('Results');
    await expect(inspector.getByText(/gate asks for/i).first()).toBeVisible();
  });

  await test.step('asked for what is possible, it passes', async () => {
    await editor.tab('Configure');
    await editor.setNumber('Value', 0.99, editor.entry('Gates', 1));
    await editor.runIs(await editor.run(), 'done');
    await editor.stands(title.fairness, 'Done');
  });

  await test.step('the explanation opens as a page, with one row’s answer taken apart', async () => {
    await editor.select('Explain');
    await editor.tab('Results');
    await inspector.getByRole('link', { name: 'Open as a page' }).click();
    await expect(page.getByRole('heading', { name: 'Explain', level: 1 })).toBeVisible();
    await expect(page.getByText('Seniority').first()).toBeVisible();
  });

  await test.step('the model has a version, with the rows it was learned from and every report about it', async () => {
    await page.getByRole('link', { name: 'Models' }).first().click();
    await page
      .getByRole('table', { name: 'Models' })
      .getByRole('link', { name: /Train.*Credit by hand/ })
      .click();
    await expect(page.getByRole('heading', { name: 'Train, version 1' })).toBeVisible();
    const origin = page.getByRole('complementary', { name: 'Where it came from' });
    await expect(origin.getByText('Credit by hand')).toBeVisible();
    await expect(origin.getByText(/^[\d,]+ training rows$/)).toBeVisible();
    await page.getByRole('tab', { name: 'Evaluate' }).click();
    await expect(page.getByText('ROC AUC').first()).toBeVisible();
    await page.getByRole('tab', { name: title.fairness }).click();
    await expect(page.getByText('owner').first()).toBeVisible();
  });

  await test.step('and leaves as one file that needs nothing else', async () => {
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as HTML' }).click();
    const text = await readFile(await (await saving).path(), 'utf8');
    expect(text).toContain('Train, version 1');
    expect(text).not.toMatch(/<script|<link|src="http|url\("http/);
  });
});
