import { expect, test } from './fixtures';
import { Watch } from './pages/watch';

test('watches runs: what Run would do, what it did, and how two of them differ', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  const watch = new Watch(page);

  await test.step('pointing at Run shows on the canvas what would run, and why', async () => {
    // A seed of its own: what other stories ran is not reused.
    await editor.setForNextRun('seed', 11);
    await expect(editor.runButton()).toContainText('new');
    await editor.runButton().hover();
    await watch.isLit('train', 'runs');
    await expect(watch.light('train')).toContainText('First run');
    await page.mouse.move(300, 500);
    await expect(watch.light('train')).toHaveCount(0);
  });

  let first = 0;
  await test.step('the gate is closed until it was judged, then says what was measured', async () => {
    await expect(watch.gate('Evaluate')).toHaveAccessibleName(/AUC ≥ 0\.800, not judged yet$/);
    first = await editor.run();
    await editor.runIs(first, 'done');
    await expect(watch.gate('Evaluate')).toHaveAccessibleName(/AUC 0\.8\d\d ≥ 0\.800, open$/);
  });

  await test.step('another value of a parameter: what it touches runs, the rest is reused, with an estimate', async () => {
    await editor.setForNextRun('rounds', 60);
    await expect(editor.runButton()).toContainText(/reused · (~|under|over)/);
    await editor.runButton().focus();
    await watch.isLit('train', 'runs');
    await expect(watch.light('train')).toContainText('Changed: Rounds 120 → 60');
    await watch.isLit('split', 'reused');
    await page.keyboard.press('Shift+R');
    await expect(
      watch.plan.getByRole('listitem').filter({ hasText: 'Changed: Train: Rounds 120 → 60.' }),
    ).toContainText(/ran once before|\d s to \d|ms to/);
    await page.keyboard.press('Escape');
  });

  let second = 0;
  await test.step('a run can be followed, and its timeline read as a table', async () => {
    second = await editor.run();
    await editor.runIs(second, 'done');
    const timeline = await editor.open('Timeline');
    await expect(timeline.getByText('reuse saved')).toBeVisible();
    await timeline.getByRole('radio', { name: 'Table' }).click();
    const table = timeline.getByRole('table', { name: `Stages of run ${second}, as a table` });
    await expect(table.getByRole('row', { name: /^Train / })).toContainText('on the critical path');
    const logs = await editor.open('Logs');
    await logs.getByRole('textbox', { name: 'Find in lines' }).fill('auc');
    await expect(logs.getByRole('log')).toContainText('at least 0.8');
  });

  await test.step('an earlier run is on the same cards, by keys, and back', async () => {
    await editor.runChip.focus();
    await watch.showRun(first);
    await editor.stands('Encode', 'Done');
    await expect(watch.past).toContainText('Drawn as it is now');
    await page.keyboard.press('l');
    await expect(watch.past).toHaveCount(0);
    await editor.stands('Encode', 'Reused');
  });

  await test.step('two runs compared: what differs, either of them, and as a table', async () => {
    await page.keyboard.press('Shift+C');
    await expect(watch.comparison).toBeVisible();
    await editor.stands('Train', 'changed');
    await editor.stands('Split', 'unchanged');
    await expect(editor.card('Evaluate')).toContainText(/ 0\.\d+ → 0\.\d+/);
    await page.keyboard.press('1');
    await editor.stands('Encode', 'Done');
    await page.keyboard.press('3');
    await editor.stands('Encode', 'Reused');
    await page.keyboard.press('2');
    await watch.comparison.getByRole('button', { name: 'Compare as a table' }).click();
    const table = page.getByRole('table', { name: 'Both runs, node by node' });
    await expect(table.getByRole('row', { name: /Changed Train / })).toContainText('Rounds: 120 → 60');
    await page.keyboard.press('Escape');
    await expect(table).toHaveCount(0);
    // The button has the cursor again, and with it its hint, which the key takes away first.
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(watch.comparison).toHaveCount(0, { timeout: 1_000 });
    }).toPass();
  });

  await test.step('a node and what follows it run anew when asked, although nothing changed', async () => {
    await editor.select('Evaluate');
    const rerun = await editor.newRunAfter(() => page.keyboard.press('Alt+Shift+Enter'));
    await editor.runIs(rerun, 'done');
    await editor.stands('Train', 'Reused');
    await editor.stands('Evaluate', 'Done');
  });
});

test('goes through problems, mends what is safe, and runs what is finished', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  const watch = new Watch(page);
  await expect(editor.runButton()).toContainText('new');

  await test.step('what never had an effect is mended in one go, after a look, and taken back in one', async () => {
    const config = { oldName: 1, olderName: 2, where: '' };
    await watch.paste({ format: 'sluice/nodes@1', nodes: { stray: { type: 'filter', version: 1, config } } });
    const problems = await editor.open('Problems');
    await expect(problems.getByText('no setting “oldName”')).toBeVisible();
    await problems.getByRole('button', { name: 'Fix 2 safely…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Fix 2 problems' });
    await expect(dialog.getByText('Remove “olderName”')).toBeVisible();
    await dialog.getByRole('button', { name: 'Fix all' }).click();
    await expect(problems.getByText('no setting')).toHaveCount(0);
    await editor.undo();
    await expect(problems.getByText('no setting “oldName”')).toBeVisible();
  });

  await test.step('F8 goes from one to the next', async () => {
    await page.keyboard.press('F8');
    const title = editor.inspector.getByRole('textbox', { name: 'Title of the node' });
    await expect(title).toHaveValue('Filter');
    await expect(editor.below.locator('[data-current]')).toHaveCount(1);
  });

  await test.step('what is not finished is left out, after saying so', async () => {
    await editor.runButton().hover();
    await expect(watch.lights('leftOut')).toHaveCount(1);
    await editor.runButton().click();
    const dialog = page.getByRole('dialog', { name: 'Run without one node?' });
    await expect(dialog.getByText('Filter', { exact: true })).toBeVisible();
    const run = await editor.newRunAfter(() => dialog.getByRole('button', { name: 'Run the rest' }).click());
    await editor.runIs(run, 'done');
    await editor.stands('Evaluate', /Done|Reused/);
  });
});
