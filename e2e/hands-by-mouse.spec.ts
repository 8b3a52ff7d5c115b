import { expect, test } from './fixtures';
import { Hands } from './pages';

test('builds and changes a drawing by the mouse alone', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  const hands = new Hands(editor);
  const modified = async (node: string, key: 'Shift' | 'Alt') => {
    await page.keyboard.down(key);
    await editor.card(node).click({ position: { x: 90, y: 18 } });
    await page.keyboard.up(key);
  };

  await test.step('a wire that does not fit says why', async () => {
    await hands.drag(await hands.port('Train', 'Output Model'), await hands.middleOf('Encode'));
    await expect(page.getByText('A model does not go into a table input.')).toBeVisible();
    await hands.drag(await hands.port('Encode', 'Output Table'), await hands.middleOf('Customers'));
    await expect(page.getByText('Customers has no input.')).toBeVisible();
  });

  await test.step('a wire let go in the void offers what fits', async () => {
    const from = await hands.port('Encode', 'Output Table');
    await hands.drag(from, { x: from.x + 40, y: from.y + 110 });
    await expect(page.getByRole('option', { name: /^Deploy/ })).toBeVisible();
    await expect(page.getByRole('option', { name: /^File/ })).toHaveCount(0);
    await hands.choose('sort');
    await expect(editor.wire('Encode', 'Sort')).toBeAttached();
  });

  await test.step('the end of a wire is pulled off', async () => {
    const end = await hands.port('Sort', 'Input Table');
    await hands.drag({ x: end.x - 18, y: end.y }, { x: end.x - 40, y: end.y + 90 });
    await expect(editor.wire('Encode', 'Sort')).toHaveCount(0);
  });

  await test.step('a card that stands alone goes into the wire it is let go on', async () => {
    const [out, into] = [await hands.port('Customers', 'Output Table'), await hands.port('Validate', 'Input Table')];
    await hands.dragCard('Sort', { x: (out.x + into.x) / 2, y: out.y });
    await expect(editor.wire('Customers', 'Sort')).toBeAttached();
    await expect(editor.wire('Sort', 'Validate')).toBeAttached();
    await expect(editor.wire('Customers', 'Validate')).toHaveCount(0);
  });

  await test.step('a node let go on a card takes its place', async () => {
    await hands.dropNode('Limit', await hands.middleOf('Sort'), async () => {
      await expect(page.getByText('Replace Sort by Limit: keeps 2 wires')).toBeVisible();
    });
    await expect(editor.wire('Customers', 'Limit')).toBeAttached();
    await expect(editor.wire('Limit', 'Validate')).toBeAttached();
    await expect(editor.card('Sort')).toHaveCount(0);
  });

  await test.step('each was one step', async () => {
    await editor.undo();
    await expect(editor.wire('Customers', 'Sort')).toBeAttached();
    await editor.undo();
    await expect(editor.wire('Customers', 'Validate')).toBeAttached();
    await expect(editor.card('Sort')).toBeVisible();
    await editor.undo();
    await expect(editor.wire('Encode', 'Sort')).toBeAttached();
  });

  await test.step('Shift and a click select the path between, and the bar lines it up', async () => {
    await editor.select('Validate');
    await modified('Encode', 'Shift');
    await expect(hands.bar).toHaveAccessibleName('4 nodes selected');
    await hands.bar.getByRole('button', { name: 'Align left' }).click();
    const left = async (node: string) => (await editor.card(node).boundingBox())?.x ?? 0;
    await expect.poll(async () => (await left('Encode')) - (await left('Validate'))).toBe(0);
    await expect.poll(async () => (await left('Impute')) - (await left('Validate'))).toBe(0);
    await editor.undo();
  });

  await test.step('the menu of a card', async () => {
    await editor.select('Impute');
    await hands.rightClick('Impute');
    await expect(hands.menu).toContainText('Replace with…');
    await page.getByRole('menuitem', { name: /^Bypass/ }).click();
    await editor.stands('Impute', 'Bypassed');
    await hands.rightClick('Impute');
    await page.getByRole('menuitem', { name: /^Use again/ }).click();
    await hands.rightClick('Impute');
    await expect(page.getByRole('menuitem', { name: /^Bypass/ })).toBeVisible();
    await page.keyboard.press('Escape');
  });
});

test('takes files that are let go on the canvas', async ({ home, page }) => {
  const editor = await home.newPipeline('From files');
  const hands = new Hands(editor);
  const pipeline = {
    format: 'sluice/graph@1',
    name: 'From a file',
    parameters: {},
    nodes: { source: { type: 'source', version: 1, config: {} }, sort: { type: 'sort', version: 1, config: {} } },
    wires: [{ from: { node: 'source', port: 'table' }, to: { node: 'sort', port: 'table' } }],
    layout: { source: { x: 0, y: 0 }, sort: { x: 264, y: 0 } },
  };

  await test.step('data becomes a source', async () => {
    await hands.dropFile('a.csv', 'age,name\n30,Ada\n41,Bo\n', 'text/csv');
    await expect(editor.card('File')).toContainText('a.csv');
  });
  await test.step('what is neither data nor a pipeline is refused by name', async () => {
    await hands.dropFile('photo.png', 'x', 'image/png');
    await expect(page.getByText('photo.png is neither data nor a pipeline').first()).toBeVisible();
  });
  await test.step('a pipeline file is pasted', async () => {
    await hands.dropFile('churn.json', JSON.stringify(pipeline), 'application/json');
    await page.getByRole('dialog').getByRole('button', { name: 'Paste here' }).click();
    await expect(editor.cards).toHaveCount(3);
    await expect(editor.wire('File', 'Sort')).toBeAttached();
  });
  await test.step('or opened as a pipeline of its own', async () => {
    await hands.dropFile('churn.json', JSON.stringify(pipeline), 'application/json');
    await page.getByRole('dialog').getByRole('button', { name: 'Open as a new pipeline' }).click();
    await expect(page.getByRole('textbox', { name: 'Name of the pipeline' })).toHaveValue('From a file');
    await expect(editor.cards).toHaveCount(2);
  });
});
