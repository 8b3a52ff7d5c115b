import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('reads the whole report of an evaluation, and takes a threshold from it', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  await editor.runIs(await editor.run(), 'done');
  await editor.select('Evaluate');
  await editor.tab('Results');
  await editor.inspector.getByRole('button', { name: 'Open the whole report' }).click();
  const report = page.getByRole('dialog', { name: /^Evaluate/ });
  const index = report.getByRole('navigation', { name: 'Sections of the report' });

  await test.step('every metric says how sure it is, beside a baseline', async () => {
    await expect(index.getByRole('link')).toHaveText([
      'Overview',
      'Metrics',
      'Confusion and threshold',
      'Ranking',
      'Calibration',
      'Errors',
    ]);
    const auc = report.getByRole('table', { name: 'Metrics' }).getByRole('row', { name: /^ROC AUC/ });
    await expect(auc).toContainText(/0\.8\d\d.*0\.\d{3} to 0\.\d{3}.*DeLong.*0\.500.*better/);
    await expect(report.getByRole('img', { name: /^ROC curve with an area of 0\.8/ })).toBeVisible();
  });

  await test.step('light or dark, nothing serious is in the way of anybody', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(', ')}`)).toEqual([]);
    }
  });

  await test.step('rows it errs on are found and opened', async () => {
    const errors = report.getByRole('region', { name: 'Errors' });
    await errors.getByRole('textbox', { name: 'Find in these rows' }).fill('month-to-month');
    await errors
      .getByRole('button', { name: /^Row \d+/ })
      .first()
      .click();
    await expect(errors.getByRole('definition').first()).toBeVisible();
  });

  await test.step('with dear misses the cheapest threshold is low, and is written into the settings', async () => {
    await report.getByLabel('A miss costs').fill('5');
    await report.getByLabel('A miss costs').press('Enter');
    await report.getByRole('button', { name: 'Try it' }).click();
    await report.getByRole('button', { name: /^Use 0\.\d+ from now on/ }).click();
    await expect(report).toBeHidden();
    await editor.tab('Configure');
    const threshold = editor.number('Decide “positive” from');
    expect(Number(await threshold.inputValue())).toBeLessThan(0.35);
    // It was taken from validation rows: judging it on test rows is no leak, so nothing stands in the way of a run.
    await editor.stands('Evaluate', 'Stale, edited');
  });
});
