import { expect, test } from './fixtures';
import { Editor } from './pages';

test('edits one draft in two tabs', async ({ home, page, context }) => {
  const mine = await home.copyExample('Ames house prices');
  const other = await context.newPage();
  await other.goto(page.url());
  const theirs = new Editor(other);
  await theirs.isOpen();
  await expect(theirs.cards).toHaveCount(9);

  await test.step('each sees what the other does', async () => {
    await mine.select('Impute');
    await mine.choose('Numbers', 'Mean');
    await theirs.select('Impute');
    await expect(theirs.inspector.getByRole('combobox', { name: 'Numbers' })).toHaveText('Mean');

    await theirs.rename('House prices, together');
    await expect(page.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('House prices, together');
  });

  await test.step('what both do at the same moment is kept', async () => {
    await mine.select('Deploy');
    await theirs.select('Train');
    await Promise.all([mine.text('Endpoint').fill('prices-together'), theirs.setNumber('Leaves per tree', 12)]);
    await Promise.all([mine.isSaved(), theirs.isSaved()]);
    await expect(theirs.card('Deploy')).toContainText('/endpoints/prices-together');
    await mine.select('Train');
    await expect(mine.number('Leaves per tree')).toHaveValue('12');
  });

  await test.step("undo takes back one's own, not the other's", async () => {
    await theirs.undo();
    await expect(mine.number('Leaves per tree')).not.toHaveValue('12');
    await expect(theirs.card('Deploy')).toContainText('/endpoints/prices-together');
    await mine.undo();
    await expect(theirs.card('Deploy')).not.toContainText('prices-together');
    await mine.undo();
    await theirs.select('Impute');
    await expect(theirs.inspector.getByRole('combobox', { name: 'Numbers' })).toHaveText('Median');
    await expect(other.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('House prices, together');
  });

  await test.step('a wire cut here and a card added there are both in the draft', async () => {
    await Promise.all([mine.cut('Deploy', 'Monitor'), theirs.dragFromPalette('Aggregate', { x: 160, y: 460 })]);
    for (const editor of [mine, theirs]) {
      await expect(editor.cards).toHaveCount(10);
      await expect(editor.wire('Deploy', 'Monitor')).toHaveCount(0);
    }
    await Promise.all([mine.isSaved(), theirs.isSaved()]);
    await page.reload();
    await expect(mine.cards).toHaveCount(10);
    await expect(mine.card('Aggregate')).toBeVisible();
    await expect(mine.wire('Deploy', 'Monitor')).toHaveCount(0);
  });
});
