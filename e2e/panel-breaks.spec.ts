import { expect, test } from './fixtures';

// What React writes of an error that a boundary took.
test.use({ tolerated: /TypeError|The above error occurred/ });

test('a panel that breaks leaves the others alive and the document safe', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  await editor.runIs(await editor.run(), 'done');

  await test.step('a report that is not what it should be breaks where it is shown', async () => {
    await page.route(/\/api\/trpc\/.*data\.report/, async (route) => {
      const response = await route.fetch();
      // One answer for each procedure that the address names.
      const names = decodeURIComponent(new URL(route.request().url()).pathname).split('/').at(-1)?.split(',') ?? [];
      const answers = (await response.json()) as object[];
      const broken = answers.map((answer, index) =>
        names[index] === 'data.report' ? { result: { data: {} } } : answer,
      );
      await route.fulfill({ response, json: broken });
    });
    await editor.select('Split');
    const told = page.waitForRequest((request) => request.url().endsWith('/api/browser-problems'));
    await editor.tab('Results');
    await expect(editor.inspector.getByRole('alert').filter({ hasText: 'This report broke' })).toBeVisible();
    expect((await told).postDataJSON()).toMatchObject({ panel: 'This report' });
  });

  await test.step('all else goes on', async () => {
    await editor.select('Train');
    await editor.tab('Configure');
    await editor.addBySearch('Sort', { x: 300, y: 60 });
    await editor.isSaved();
    await editor.open('Problems');
  });

  await test.step('it is tried again', async () => {
    await page.unrouteAll({ behavior: 'wait' });
    await page.reload();
    await editor.isOpen();
    await expect(editor.card('Sort')).toBeVisible();
    await editor.select('Split');
    await editor.tab('Results');
    await expect(editor.inspector.getByText(/^Run \d+$/)).toBeVisible();
    await expect(editor.inspector.getByRole('alert')).toHaveCount(0);
  });
});
