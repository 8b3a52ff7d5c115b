import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { layoutFaults } from './layout-faults';
import { type Editor, Outline } from './pages';

const long = 'Customers who may leave us within the next ninety days, all of them, by region';
const arabic = 'العملاء الذين قد يغادروننا خلال الأشهر الثلاثة المقبلة في كل المناطق';
const slug = 'a-very-long-endpoint-name-that-goes-on-and-on-for-customers';

/** A laptop, a tablet, 200 % of 1280, a telephone. */
const windows = [
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
  { width: 760, height: 700 },
  { width: 640, height: 600 },
  { width: 390, height: 844 },
];

/** Nothing overlaps, is cut off, or reaches beyond the window, however small it is. */
async function fits(page: Page, screen: string): Promise<void> {
  for (const size of windows) {
    await page.setViewportSize(size);
    await expect.poll(() => layoutFaults(page), { message: `${screen} at ${size.width} px` }).toEqual([]);
  }
}

async function nameAtLength(editor: Editor): Promise<void> {
  await editor.rename(long);
  const title = editor.inspector.getByRole('textbox', { name: 'Title of the node' });
  for (const [node, name] of [
    ['Impute', long],
    ['Encode', arabic],
  ] as const) {
    await editor.select(node);
    await title.fill(name);
    await title.press('Enter');
    await expect(editor.card(name)).toBeVisible();
  }
  await editor.select('Deploy');
  await editor.text('Endpoint').fill(slug);
  await editor.text('Endpoint').press('Enter');
}

test('long names, right-to-left names and narrow windows are borne by every screen', async ({ home, page }) => {
  const editor = await home.copyExample('Telco churn');
  await nameAtLength(editor);
  await editor.runIs(await editor.newRunAfter(() => editor.publish(long)), 'done');
  const pipeline = new URL(page.url()).pathname;

  await test.step('the editor, with each part of it open', async () => {
    for (const tab of ['Data', 'Problems', 'Timeline', 'Logs'] as const) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await editor.open(tab);
      await fits(page, `the editor with ${tab}`);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
    await editor.select('Evaluate');
    await editor.tab('Results');
    await editor.showsCurve(/^ROC curve/);
    await fits(page, 'the editor with results');
  });

  await test.step('a narrow window has the outline as a drawer and the inspector as a sheet', async () => {
    const outline = new Outline(page);
    await expect(outline.tree).toBeHidden();
    await page.getByRole('button', { name: 'Nodes and outline' }).click();
    await page.getByRole('tab', { name: 'Outline' }).click();
    await outline.row(arabic).click();
    await expect(outline.row(arabic)).toBeInViewport();
    await page.getByRole('button', { name: 'Close the panel at the left' }).click({ position: { x: 370, y: 200 } });
    await expect(outline.tree).toBeHidden();
    await expect(editor.inspector).toBeInViewport();
  });

  await test.step('all other pages', async () => {
    const links = { run: /^\/runs\/[\w-]+$/, model: /^\/models\/[\w-]+$/ };
    const found: Record<string, string> = {};
    for (const [kind, pattern] of Object.entries(links)) {
      await page.goto(kind === 'run' ? '/runs' : '/models');
      const link = page.getByRole('main').locator(`a[href^="/${kind}s/"]`).first();
      await expect(link).toBeVisible();
      const address = (await link.getAttribute('href')) ?? '';
      expect(address).toMatch(pattern);
      found[kind] = address;
    }
    const addresses = [
      ['/', 'Pipelines'],
      ['/examples', 'Examples'],
      ['/runs', 'Runs'],
      [found.run ?? '', 'Run'],
      [`${found.run}/report/evaluate`, 'Evaluate'],
      ['/models', 'Models'],
      [found.model ?? '', 'Train'],
      ['/endpoints', 'Endpoints'],
      [`/endpoints/${slug}`, slug],
      ['/data', 'Data'],
      ['/help/expressions', 'Expressions'],
      [`${pipeline}/versions`, 'Versions'],
    ];
    for (const [address = '', heading = ''] of addresses) {
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 }).first()).toContainText(heading);
      await fits(page, address);
    }
  });
});
