import { expect, test } from './fixtures';

// The browser itself writes a line for each request that fails.
test.use({ tolerated: /Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|FAILED)/ });

test('keeps what is drawn while the server is away, says so, and catches up when it is back', async ({
  home,
  page,
  context,
}) => {
  const editor = await home.copyExample('Telco churn');
  // What a click needs of the product's own code was fetched: nothing more comes while it is away.
  await editor.select('Split');
  await expect(editor.number('Train')).toBeVisible();
  await editor.stands('Split', 'Ready');
  const away = page.getByRole('status').filter({ hasText: 'Sluice has not answered since' });
  const run = page.getByRole('button', { name: /^Run server away/ });

  await test.step('the network goes: a calm line says since when, Run waits', async () => {
    await context.setOffline(true);
    await expect(away).toContainText(/since \d/);
    await expect(away).toContainText('your edits are kept in this browser');
    await expect(run).toBeDisabled();
  });

  await test.step('drawing goes on', async () => {
    await editor.setNumber('Train', 60);
    await editor.addBySearch('Sort', { x: 300, y: 60 });
    await expect(page.getByRole('status').filter({ hasText: /^Offline – \d edits kept/ })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('Runs wait until it is back.').first()).toBeVisible();
  });

  await test.step('the network is back: everything is saved by itself', async () => {
    await context.setOffline(false);
    await expect(away).toBeHidden();
    await editor.isSaved();
    await expect(run).toBeHidden();
  });

  await test.step('and the server has it', async () => {
    await page.reload();
    await editor.isOpen();
    await expect(editor.card('Sort')).toBeVisible();
    await editor.select('Split');
    await expect(editor.number('Train')).toHaveValue('60');
  });
});

test('a run that ends while the server is away is shown as ended once it is back', async ({ home, page, context }) => {
  const editor = await home.copyExample('Telco churn');
  const number = await editor.newRunAfter(() => editor.runButton().click());
  await context.setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: 'Sluice has not answered since' })).toBeVisible();
  await context.setOffline(false);
  await editor.runIs(number, 'done');
});

test('a server that answers nothing for a while is asked again, on every page', async ({ home, page }) => {
  await home.open();
  await page.route(/\/(api\/trpc|healthz)/, (route) => route.abort());
  await page.getByRole('link', { name: 'Runs' }).click();
  const away = page.getByRole('status').filter({ hasText: 'Sluice has not answered since' });
  await expect(away).toBeVisible();
  await page.unroute(/\/(api\/trpc|healthz)/);
  await away.getByRole('button', { name: 'Try now' }).click();
  await expect(away).toBeHidden();
  await expect(page.getByRole('main').getByText('Sluice does not answer')).toHaveCount(0);
});
