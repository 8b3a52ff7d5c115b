import { test } from './fixtures';

test('reloads in the middle of a run, which goes on; and cancels one', async ({ home, page }) => {
  const editor = await home.copyExample('Ames house prices');

  await test.step('the reloaded page finds the run going on, and sees its end', async () => {
    await editor.select('Train');
    await editor.setNumber('Rounds', 1_200);
    const run = await editor.run();
    await editor.stands('Train', 'Running');
    await page.reload();
    await editor.runIs(run, 'running');
    await editor.stands('Encode', 'Done');
    await editor.stands('Train', 'Running');
    await editor.stands('Evaluate', 'Queued');
    await editor.runIs(run, 'done');
    await editor.allStand(['Train', 'Evaluate', 'Deploy', 'Monitor'], 'Done');
  });

  await test.step('a cancelled run stops, and says what was cancelled', async () => {
    await editor.setForNextRun('seed', 8);
    const run = await editor.run();
    await editor.stands('Train', 'Running');
    await page.getByRole('button', { name: /^Cancel/ }).click();
    await editor.runIs(run, 'cancelled');
    await editor.allStand(['Train', 'Evaluate'], 'Cancelled');
  });

  await test.step('with the seed it had, everything is there still', async () => {
    await editor.setForNextRun('seed', 7);
    await editor.runIs(await editor.run(), 'done');
    await editor.allStand(['Encode', 'Train', 'Evaluate'], 'Reused');
  });
});
