import { expect, test } from './fixtures';
import { Outline } from './pages';

test('builds a pipeline in the outline, without the canvas and without a mouse, and runs it', async ({
  home,
  page,
}) => {
  const editor = await home.newPipeline('By the outline');
  const outline = new Outline(page);
  const { keyboard } = page;
  const said = page.getByRole('log').last();

  await test.step('an empty outline offers the first node', async () => {
    await outline.open();
    await expect(
      page.getByRole('tabpanel', { name: 'Outline' }).getByRole('button', { name: 'Add a node' }),
    ).toBeFocused();
    await keyboard.press('Enter');
    await expect(editor.search).toBeFocused();
    await keyboard.type('csv');
    await keyboard.press('Enter');
    await expect(outline.row('File, Not configured')).toBeFocused();
    await expect(said).toHaveText('File added');
  });

  await test.step('Enter opens its settings; the outline is one key away', async () => {
    await keyboard.press('Enter');
    await editor.tabTo(editor.inspector.getByRole('button', { name: 'Data folder' }));
    await keyboard.press('Enter');
    for (const name of ['ames-housing', 'ames-housing.csv']) {
      const entry = page.getByRole('dialog', { name: 'Files in the data folder' }).getByRole('button', { name });
      await editor.tabTo(entry);
      await keyboard.press('Enter');
    }
    await keyboard.press('Escape');
    await outline.open();
    await expect(outline.row('File, Ready')).toBeFocused();
  });

  await test.step('nodes are added behind the one the cursor is on', async () => {
    await outline.addHere('Split');
    await expect(editor.wire('File', 'Split')).toBeAttached();
    await outline.addHere('Train');
    await outline.addHere('Evaluate');
    await expect(editor.wire('Train', 'Evaluate')).toBeAttached();
  });

  await test.step('ports say what they are joined to, and are joined by a list of those that fit', async () => {
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowDown');
    await expect(outline.row('Input Rows to judge, missing')).toBeFocused();
    await outline.connectTo('Split');
    await expect(outline.row('Input Rows to judge, from Split')).toBeFocused();
    await expect(editor.wire('Split', 'Evaluate')).toBeAttached();
    await keyboard.press('Delete');
    await expect(outline.row('Input Rows to judge, missing')).toBeFocused();
    await keyboard.press('ControlOrMeta+z');
    await expect(outline.row('Input Rows to judge, from Split')).toBeFocused();
  });

  await test.step('names, copies and deletions are the ones of the canvas', async () => {
    await outline.goTo('Train', 'tr');
    await keyboard.press('F2');
    await keyboard.type('Price model');
    await keyboard.press('Enter');
    await expect(outline.row('Price model, Train')).toBeFocused();
    await keyboard.press('ControlOrMeta+d');
    await expect(outline.row('Price model, Train')).toHaveCount(2);
    await keyboard.press('Delete');
    await expect(outline.row('Price model, Train')).toHaveCount(1);
    await keyboard.press('Home');
    await expect(outline.row('File')).toBeFocused();
    await outline.goTo('Price model, Train', 'pri');
    await expect(editor.card('Price model')).toBeVisible();
  });

  await test.step('its target is chosen, and all of it runs', async () => {
    await keyboard.press('Enter');
    await editor.tabTo(editor.columns('Target'));
    await keyboard.press('Enter');
    await keyboard.type('sale_price');
    await keyboard.press('Enter');
    await editor.stands('Price model', 'Ready');
    await keyboard.press('Escape');
    await outline.open();
    const run = await editor.newRunAfter(() => keyboard.press('ControlOrMeta+Enter'));
    await editor.runIs(run, 'done');
    await expect(outline.row('Evaluate, Done')).toBeVisible();
  });

  await test.step('what is selected in one place is selected in the other', async () => {
    await editor.select('Split');
    await expect(outline.row('Split')).toHaveAttribute('aria-selected', 'true');
    await outline.row('Evaluate').click();
    await expect(editor.inspector.getByRole('textbox', { name: 'Title of the node' })).toHaveValue('Evaluate');
  });

  await test.step('a group holds its nodes', async () => {
    await outline.row('Split').click();
    await outline.choose('Move into a group');
    await keyboard.press('ArrowRight');
    await page.getByRole('menuitem', { name: 'A new group' }).press('Enter');
    await expect(outline.row('Group, group of 1 node')).toBeVisible();
    await expect(outline.row('Split')).toHaveAttribute('aria-level', '2');
  });
});
