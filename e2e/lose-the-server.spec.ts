import { expect, test } from './fixtures';
import { Editor } from './pages';

test.use({ tolerated: /Failed to load resource/ });

test('keeps edits while the server is away, over a reload, and puts them over what others did', async ({
  home,
  page,
  context,
}) => {
  const mine = await home.copyExample('Ames house prices');
  const other = await context.newPage();
  await other.goto(page.url());
  const theirs = new Editor(other);
  await theirs.isOpen();
  const away = '**/api/trpc/pipelines.edits.**';
  const unsaved = page.getByRole('button', { name: /^Offline – \d+ edits? kept$/ });

  await test.step('edits go on, and it says calmly that they are kept', async () => {
    await page.route(away, (route) => route.abort());
    await mine.select('Train');
    await mine.setNumber('Leaves per tree', 12);
    await mine.dragFromPalette('Aggregate', { x: 160, y: 460 });
    await expect(unsaved).toBeVisible();
    await unsaved.click();
    await expect(page.getByRole('dialog', { name: 'What is not saved' })).toContainText('kept in this browser');
    await page.keyboard.press('Escape');
  });

  await test.step('somebody else goes on too', async () => {
    await theirs.dragFromPalette('Aggregate', { x: 160, y: 460 });
    await theirs.rename('Prices, meanwhile');
    await theirs.isSaved();
  });

  await test.step('the page is loaded again while the server is still away, and the edits come back with it', async () => {
    await page.reload();
    await mine.isOpen();
    await page.unroute(away);
    await expect(page.getByText(/edits were brought back$/)).toBeVisible();
    await mine.isSaved();
  });

  await test.step('both see the work of both, each node once', async () => {
    for (const editor of [mine, theirs]) {
      await expect(editor.card('Aggregate')).toHaveCount(2);
      await editor.select('Train');
      await expect(editor.number('Leaves per tree')).toHaveValue('12');
      await expect(editor.page.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('Prices, meanwhile');
    }
    await page.reload();
    await mine.isOpen();
    await expect(mine.cards).toHaveCount(11);
    await expect(mine.card('Aggregate')).toHaveCount(2);
  });

  await test.step('what the server refuses is taken back, with the reason, and can be copied', async () => {
    await page.route('**/api/trpc/pipelines.edits.append**', (route) =>
      route.fulfill({ status: 422, contentType: 'application/json', body: JSON.stringify(refusal) }),
    );
    await mine.select('Train');
    await mine.number('Leaves per tree').fill('13');
    await mine.number('Leaves per tree').press('Enter');
    await page.getByRole('button', { name: '1 edit not saved' }).click();
    const told = page.getByRole('dialog', { name: 'What is not saved' });
    await expect(told).toContainText('A tree has 12 leaves at most.');
    await expect(told.getByRole('button', { name: 'Copy it' })).toBeVisible();
    await told.getByRole('button', { name: 'Dismiss' }).click();
    await mine.isSaved();
    await expect(mine.number('Leaves per tree')).toHaveValue('12');
  });
});

/** As the API says it. */
const refusal = {
  error: {
    message: 'A tree has 12 leaves at most.',
    code: -32600,
    data: {
      code: 'UNPROCESSABLE_CONTENT',
      httpStatus: 422,
      app: { code: 'invalid', blame: 'user', message: 'A tree has 12 leaves at most.' },
    },
  },
};
