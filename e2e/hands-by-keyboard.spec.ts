import { expect, test } from './fixtures';
import { Hands } from './pages';

test('reaches, moves, connects and replaces everything by keys', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  const hands = new Hands(editor);
  const { keyboard } = page;
  await editor.focusCard('Split');

  await test.step('arrows go from card to card, and along wires', async () => {
    await keyboard.press('ArrowRight');
    await expect(editor.card('Impute')).toBeFocused();
    await keyboard.press('ControlOrMeta+ArrowRight');
    await expect(editor.card('Encode')).toBeFocused();
    await keyboard.press('ControlOrMeta+ArrowLeft');
    await keyboard.press('ArrowLeft');
    await expect(editor.card('Split')).toBeFocused();
  });

  await test.step('a node is inserted behind, and replaced', async () => {
    await keyboard.press(']');
    await hands.choose('sort');
    await expect(editor.card('Sort')).toBeFocused();
    await expect(editor.wire('Split', 'Sort')).toBeAttached();
    await expect(editor.wire('Sort', 'Impute')).toBeAttached();
    await keyboard.press('r');
    await hands.choose('limit');
    await expect(editor.card('Limit')).toBeFocused();
    await expect(editor.wire('Split', 'Limit')).toBeAttached();
    await expect(editor.wire('Limit', 'Impute')).toBeAttached();
  });

  await test.step('it is disconnected, and connected again', async () => {
    await keyboard.press('x');
    await hands.choose('from split');
    await expect(editor.wire('Split', 'Limit')).toHaveCount(0);
    await expect(editor.card('Limit')).toBeFocused();
    await keyboard.press('c');
    await hands.choose('input');
    await hands.choose('split');
    await expect(editor.wire('Split', 'Limit')).toBeAttached();
    await expect(editor.card('Limit')).toBeFocused();
  });

  await test.step('it is bypassed, and used again', async () => {
    await keyboard.press('b');
    await editor.stands('Limit', 'Bypassed');
    await keyboard.press('b');
    await editor.stands('Limit', 'Ready');
  });

  await test.step('Delete heals the wire, and one key takes it back', async () => {
    await keyboard.press('Delete');
    await expect(editor.wire('Split', 'Impute')).toBeAttached();
    await keyboard.press('ControlOrMeta+z');
    await expect(editor.wire('Split', 'Limit')).toBeAttached();
  });

  await test.step('several are selected, moved and lined up', async () => {
    await editor.focusCard('Encode');
    await keyboard.press('Shift+ArrowRight');
    await expect(hands.bar).toHaveAccessibleName('2 nodes selected');
    const top = async (node: string) => (await editor.card(node).boundingBox())?.y ?? 0;
    await editor.focusCard('Encode');
    const before = await top('Encode');
    await keyboard.press('Alt+Shift+ArrowDown');
    await expect.poll(() => top('Encode')).toBeGreaterThan(before);
    await keyboard.press('Shift+ArrowRight');
    await keyboard.press('Alt+w');
    await expect.poll(async () => (await top('Encode')) - (await top('Train'))).toBe(0);
  });

  await test.step('the menu opens on the card with the focus', async () => {
    await editor.focusCard('Train');
    await keyboard.press('Shift+F10');
    await expect(hands.menu).toHaveAccessibleName('Train');
    await expect(page.getByRole('menuitem', { name: /^Configure/ })).toBeVisible();
    await keyboard.press('Escape');
    await expect(editor.card('Train')).toBeFocused();
  });

  await test.step('the canvas is searched', async () => {
    await keyboard.press('ControlOrMeta+f');
    await expect(hands.find).toBeFocused();
    await keyboard.type('type:evaluate');
    await expect(page.getByText('1 of 1')).toBeVisible();
    await keyboard.press('Escape');
    await expect(editor.card('Evaluate')).toBeFocused();
  });

  await test.step('a setting, a command that cannot be done, and every key', async () => {
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type('folds split');
    await expect(page.getByRole('option', { name: /Split/ })).toBeVisible();
    await keyboard.press('Enter');
    await expect(editor.inspector.getByRole('textbox', { name: 'Title of the node' })).toHaveValue('Split');
    await keyboard.press('ControlOrMeta+k');
    await keyboard.type('distribute from left');
    await expect(page.getByRole('option', { name: /Select three nodes or more first/ })).toBeVisible();
    await keyboard.press('Escape');
    await editor.focusCard('Split');
    await keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('Follow the wire to the next node');
  });
});
