import { expect, test } from './fixtures';
import { dataFile } from './pages';
import { DataPanel } from './pages/data-panel';

const row = 120;
const file = dataFile('examples/telco-churn/telco-churn.csv');

/** The rows of the file, to count and to sort by hand what the grid must show. */
const [names, ...customers] = file.content
  .toString('utf8')
  .trim()
  .split(/\r?\n/)
  .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
const column = (name: string) => customers.map((cells) => cells[names!.indexOf(name)]!);
const tenures = column('tenure').map(Number);
const longer = (than: number) => tenures.filter((tenure) => tenure > than).length;
const shape = (rows: number, columns = names!.length) => `${rows.toLocaleString('en')} × ${columns}`;

test('looks at rows before any run: previews, the grid, profiles, a row that is followed', async ({
  home,
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const editor = await home.newPipeline('Look at data');
  const data = new DataPanel(page, await editor.open('Data'));
  const [input, output] = [data.side('Input'), data.side('Output')];
  const { inspector } = editor;

  await test.step('a file is open as soon as it is read', async () => {
    await editor.drop(file, { x: 130, y: row });
    await editor.stands('File', 'Ready');
    await editor.select('File');
    await output.hasShape(shape(customers.length));
  });

  await test.step('what a filter leaves is there while its condition is typed; nothing was run', async () => {
    await editor.dragFromPalette('Filter', { x: 420, y: row });
    await editor.connect('File', 'Filter');
    await editor.select('Filter');
    await inspector.getByLabel('Condition').fill('tenure > 60');
    await output.hasShape(shape(longer(60)));
    await input.hasShape(shape(customers.length));
    await expect(output.section.getByRole('status')).toHaveText(/Preview of all rows; not run yet/);
    await expect(output.section).toContainText(`${(customers.length - longer(60)).toLocaleString('en')} rows gone`);
    await inspector.getByLabel('Condition').fill('tenure > 70');
    await output.hasShape(shape(longer(70)));
  });

  await test.step('a mistake is told where the rows would be, and going back is going back', async () => {
    await inspector.getByLabel('Condition').fill('tenur > 70');
    await expect(data.panel.getByText('There is no column “tenur” here.')).toBeVisible();
    await input.hasShape(shape(customers.length));
    await inspector.getByLabel('Condition').fill('tenure > 60');
    await output.hasShape(shape(longer(60)));
  });

  await test.step('sorted and filtered by keyboard: only what one looks at changes', async () => {
    await output.grid.focus();
    await page.keyboard.press('ArrowUp');
    for (let presses = 0; presses < names!.indexOf('tenure'); presses += 1) await page.keyboard.press('ArrowRight');
    await data.chooseFromMenu('Sort descending');
    await expect(output.head('tenure')).toHaveAttribute('aria-sort', 'descending');
    await expect(output.row(1).nth(names!.indexOf('tenure'))).toHaveText(String(Math.max(...tenures)));
    await output.grid.focus();
    await data.chooseFromMenu('Filter…');
    const form = page.getByRole('dialog', { name: 'Filter the rows' });
    await form.getByRole('textbox', { name: 'Value' }).fill('61');
    await form.getByRole('button', { name: 'Keep these rows' }).click();
    await output.hasShape(shape(tenures.filter((tenure) => tenure === 61).length));
    await output.section.getByRole('button', { name: /^Only rows where tenure is 61/ }).click();
    await output.section.getByRole('button', { name: /^Sorted by tenure/ }).click();
    await output.hasShape(shape(longer(60)));
  });

  await test.step('a value is found by typing it on the grid', async () => {
    await output.grid.focus();
    await page.keyboard.type('Mailed');
    const find = output.section.getByRole('textbox', { name: 'Find in the rows' });
    await expect(find).toHaveValue('Mailed');
    const mailed = column('payment_method').filter((way, at) => way.includes('Mailed') && tenures[at]! > 60).length;
    await expect(output.section.getByText(`1 of ${mailed} rows`)).toBeVisible();
    await find.press('Enter');
    await expect(output.section.getByText(`2 of ${mailed} rows`)).toBeVisible();
    await find.press('Escape');
    await expect(find).toBeHidden();
  });

  await test.step('cells are copied for a spreadsheet, columns as JSON, and a column is found by name', async () => {
    await output.tool(/^Columns/).click();
    await page.getByRole('textbox', { name: 'Find a column' }).last().fill('total_ch');
    await page.keyboard.press('Enter');
    await expect(output.head('total_charges')).toBeInViewport();
    await output.grid.focus();
    await page.keyboard.press('Control+Home');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    const kept = customers.filter((_, at) => tenures[at]! > 60);
    await expect.poll(copied).toBe(
      kept
        .slice(0, 2)
        .map((cells) => cells.slice(0, 2).join('\t'))
        .join('\n'),
    );
    await data.chooseFromMenu('Copy as JSON');
    await expect.poll(async () => JSON.parse(await copied())[0]).toMatchObject({ [names![0]!]: kept[0]![0] });
  });

  await test.step('every column has a profile', async () => {
    await editor.tab('Columns');
    // The rows kept come first, those left out behind them.
    await inspector
      .getByRole('button', { name: /^Profile of tenure/ })
      .first()
      .click();
    const card = inspector.getByRole('region', { name: 'Profile of tenure, in figures' });
    await expect(card).toContainText('Least');
    await expect(card.getByText('61', { exact: true }).first()).toBeVisible();
    await inspector
      .getByRole('button', { name: /^Profile of contract/ })
      .first()
      .click();
    await expect(inspector.getByRole('list', { name: 'Commonest values of contract' })).toContainText('Two year');
  });

  await test.step('a row is followed by keyboard: it shows at each node what became of it', async () => {
    await editor.select('File');
    await output.grid.focus();
    await page.keyboard.press('Control+Home');
    await data.chooseFromMenu('Follow this row');
    const followed = await editor.open('Followed rows');
    const steps = followed.getByRole('list', { name: /^What becomes of/ });
    // The first customer of the file has been there for one month.
    await expect(steps.getByRole('button', { name: /^File/ })).toContainText('picked here');
    await expect(steps.getByRole('button', { name: /^Filter/ })).toContainText('filtered out');
    await inspector.getByRole('textbox', { name: 'Title of the node' }).waitFor();
    await editor.select('Filter');
    await editor.tab('Configure');
    await inspector.getByLabel('Condition').fill('tenure >= 0');
    await expect(steps.getByRole('button', { name: /^Filter/ })).toContainText('passes');
  });

  await test.step('it is kept in this browser, until it is let go', async () => {
    await editor.isSaved();
    await page.reload();
    const followed = await editor.open('Followed rows');
    await expect(followed.getByRole('list', { name: 'Followed rows' }).getByRole('listitem').first()).toBeVisible();
    await followed.getByRole('button', { name: /^Stop following/ }).click();
    await expect(followed.getByRole('heading', { name: 'Follow a row through the pipeline' })).toBeVisible();
  });
});
