import { expect, test } from './fixtures';

test('frames nodes as a group, collapses it, and writes notes, with the mouse', async ({ home, page }) => {
  const editor = await home.copyExample('Ames house prices');
  const frame = editor.canvas.getByRole('region', { name: 'Group Preparation' });
  const collapsed = editor.canvas.getByRole('group', { name: /^Group Preparation, 2 nodes, / });
  const notes = editor.canvas.getByRole('group', { name: /^Note: / });

  await test.step('group two cards and name the group', async () => {
    await editor.select('Impute');
    await editor.card('Encode').click({ position: { x: 90, y: 18 }, modifiers: ['ControlOrMeta'] });
    await page.getByRole('toolbar', { name: '2 nodes selected' }).getByRole('button', { name: 'Group' }).click();
    await page.getByRole('textbox', { name: 'Title of the group' }).fill('Preparation');
    await page.keyboard.press('Enter');
    await expect(frame).toBeVisible();
  });

  await test.step('its title moves its cards, as one step', async () => {
    const before = await editor.boxOf(editor.card('Encode'));
    const title = await editor.boxOf(frame.getByRole('button', { name: /^Select group/ }));
    await page.mouse.move(title.x + 8, title.y + 8);
    await page.mouse.down();
    await page.mouse.move(title.x + 8, title.y + 168, { steps: 4 });
    await page.mouse.up();
    const moved = async () => (await editor.boxOf(editor.card('Encode'))).y - before.y;
    await expect.poll(moved).toBeGreaterThan(100);
    await editor.undo();
    await expect.poll(moved).toBeLessThan(1);
  });

  await test.step('collapsed, it is one card that takes their wires; it stays so after a reload', async () => {
    await frame.getByRole('button', { name: /^Select group/ }).hover();
    await frame.getByRole('button', { name: 'Collapse Preparation' }).click();
    await expect(collapsed).toBeVisible();
    await expect(editor.card('Impute')).toHaveCount(0);
    await expect(editor.wire('Encode', 'Train')).toBeAttached();
    await expect(editor.wire('Impute', 'Encode')).toHaveCount(0);
    await editor.isSaved();
    await page.reload();
    await expect(collapsed).toBeVisible();
    await collapsed.dblclick({ position: { x: 90, y: 56 } });
    await expect(frame).toBeVisible();
    await expect(editor.card('Impute')).toBeVisible();
  });

  await test.step('its menu gives it a colour and takes it away', async () => {
    const title = frame.getByRole('button', { name: /^Select group/ });
    await title.click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Colour' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Violet' }).click();
    await expect(frame).toHaveAttribute('data-hue', 'violet');
    await title.click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Ungroup/ }).click();
    await expect(frame).toHaveCount(0);
    await expect(editor.card('Impute')).toBeVisible();
  });

  await test.step('write a note, make it larger, copy it and take it back', async () => {
    const canvas = await editor.boxOf(editor.canvas);
    await page.mouse.click(canvas.x + 500, canvas.y + canvas.height - 150);
    await page.keyboard.press('Shift+S');
    await page.getByRole('textbox', { name: 'Text of the note, markdown' }).fill('# Prices\n\nin **dollars**');
    await page.keyboard.press('Escape');
    await expect(notes).toHaveCount(1);
    await expect(notes.locator('strong')).toHaveText('dollars');
    const size = await editor.boxOf(notes);
    await page.mouse.move(size.x + size.width - 4, size.y + size.height - 4);
    await page.mouse.down();
    await page.mouse.move(size.x + size.width + 60, size.y + size.height + 40, { steps: 3 });
    await page.mouse.up();
    await expect.poll(async () => (await editor.boxOf(notes)).width - size.width).toBeGreaterThan(30);
    await page.keyboard.press('ControlOrMeta+c');
    await page.keyboard.press('ControlOrMeta+v');
    await expect(notes).toHaveCount(2);
    await editor.undo();
    await expect(notes).toHaveCount(1);
  });
});

test('groups, collapses and annotates with the keyboard only', async ({ home, page }) => {
  const editor = await home.copyExample('Ames house prices');
  const { keyboard } = page;
  const note = editor.canvas.getByRole('group', { name: 'Note: To do' });

  await test.step('group what feeds a card', async () => {
    await editor.focusCard('Impute');
    await keyboard.press('ControlOrMeta+g');
    await expect(page.getByRole('textbox', { name: 'Title of the group' })).toBeFocused();
    await keyboard.type('Alone');
    await keyboard.press('Enter');
    await expect(editor.canvas.getByRole('region', { name: 'Group Alone' })).toBeVisible();
  });

  await test.step('collapse it, go to it by the arrows, open it by Enter', async () => {
    await keyboard.press('Shift+G');
    const collapsed = editor.canvas.getByRole('group', { name: /^Group Alone, 1 node, / });
    await expect(collapsed).toBeVisible();
    await editor.tabTo(collapsed);
    await keyboard.press('Enter');
    await expect(editor.card('Impute')).toBeVisible();
  });

  await test.step('write a note and delete it', async () => {
    await keyboard.press('Shift+S');
    await keyboard.type('To do');
    await keyboard.press('ControlOrMeta+Enter');
    await expect(note).toBeFocused();
    await keyboard.press('Delete');
    await expect(note).toHaveCount(0);
  });

  await test.step('go back to a step', async () => {
    await keyboard.press('Shift+Z');
    const steps = page.getByRole('dialog', { name: 'Your steps' });
    const now = steps.locator('[aria-current="step"]');
    await expect(now).toContainText('Delete note');
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await expect(now).toContainText('Write a note');
    await expect(note).toBeVisible();
    await keyboard.press('End');
    await keyboard.press('Enter');
    await expect(note).toHaveCount(0);
    await expect(editor.canvas.getByRole('region', { name: 'Group Alone' })).toHaveCount(0);
    await keyboard.press('Home');
    await keyboard.press('Enter');
    await expect(now).toContainText('Delete note');
    await keyboard.press('Escape');
    await expect(steps).toHaveCount(0);
  });
});
