import { expect, test } from './fixtures';

test('works with the keyboard only', async ({ home, page }) => {
  const editor = await home.newPipeline('By keys');
  const { keyboard } = page;

  await test.step('find a node and add it', async () => {
    await keyboard.press('/');
    await expect(editor.search).toBeFocused();
    await keyboard.type('csv');
    await keyboard.press('Enter');
    await expect(editor.card('File')).toBeFocused();
  });

  await test.step('configure it', async () => {
    await keyboard.press('Enter');
    await expect(editor.inspector.getByRole('button', { name: /^(File|Upload)/ })).toBeFocused();
    await editor.tabTo(editor.inspector.getByRole('button', { name: 'Data folder' }));
    await keyboard.press('Enter');
    for (const name of ['telco-churn', 'telco-churn.csv']) {
      const entry = page.getByRole('dialog', { name: 'Files in the data folder' }).getByRole('button', { name });
      await editor.tabTo(entry);
      await keyboard.press('Enter');
    }
    await editor.stands('File', 'Ready');
    await expect(editor.card('File')).toContainText('telco-churn.csv');
  });

  await test.step('search the palette: what is found comes behind the selected node', async () => {
    await editor.tabTo(page.getByRole('textbox', { name: 'Find a node in the palette' }), 'backwards');
    await keyboard.type('split');
    await keyboard.press('Enter');
    await expect(editor.wire('File', 'Split')).toBeAttached();
    await editor.stands('Split', 'Ready');
  });

  await test.step('go to it by its name and change a setting', async () => {
    await keyboard.press('ControlOrMeta+k');
    await expect(editor.commands).toBeVisible();
    await keyboard.type('split');
    await keyboard.press('Enter');
    await expect(editor.card('Split')).toBeFocused();
    await keyboard.press('Enter');
    await editor.tabTo(editor.number('Seed'));
    await keyboard.press('ArrowUp');
    await expect(editor.number('Seed')).toHaveValue('8');
  });

  await test.step('undo and redo', async () => {
    await keyboard.press('Escape');
    await editor.focusCard('Split');
    await keyboard.press('ControlOrMeta+z');
    await expect(editor.number('Seed')).toHaveValue('7');
    await keyboard.press('ControlOrMeta+Shift+z');
    await expect(editor.number('Seed')).toHaveValue('8');
  });

  await test.step('run it', async () => {
    const run = await editor.newRunAfter(() => keyboard.press('ControlOrMeta+Enter'));
    await editor.runIs(run, 'done');
    await editor.stands('Split', 'Done');
  });

  await test.step('open the timeline from the list of commands', async () => {
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type('timeline');
    await keyboard.press('Enter');
    await expect(editor.below.getByRole('tab', { name: 'Timeline' })).toHaveAttribute('aria-selected', 'true');
    await expect(editor.below.getByRole('list', { name: /^Stages of run/ })).toContainText('Split');
  });
});
