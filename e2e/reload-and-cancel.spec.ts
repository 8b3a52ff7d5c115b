import { expect, test } from './fixtures';

test('reloads in the middle of a run, which goes on; and cancels one', async ({ home, page }) => {
  const editor = await home.copyExample('Ames house prices');

  await test.step('the reloaded page finds the run going on, and sees its end', async () => {
    await editor.setForNextRun('rounds', 1_500);
    const run = await editor.run();
    await editor.stands('Train', 'Running');
    await page.reload();
    await editor.runIs(run, 'running');
    await editor.stands('Encode', /Done|Reused/);
    await editor.stands('Train', 'Running');
    await editor.stands('Evaluate', 'Queued');
    await editor.runIs(run, 'done');
    // The drawing itself says 200 rounds: what was made with more is there, and said to be other.
    await editor.stands('Train', 'Stale');
    await editor.stands('Monitor', 'Stale');
    await editor.open('Timeline');
    for (const title of ['Train', 'Evaluate', 'Deploy', 'Monitor'])
      await expect(editor.stage(run, title)).toHaveAccessibleName(/, Done/);
  });

  await test.step('a cancelled run stops, and says what was cancelled', async () => {
    await editor.setForNextRun('rounds', 8_000);
    const run = await editor.run();
    await editor.stands('Train', 'Running');
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await editor.runIs(run, 'cancelled');
    await editor.allStand(['Train', 'Evaluate'], 'Cancelled');
    await editor.stands('Encode', 'Reused');
  });
});
