import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { Editor } from './pages';

/** The small card that goes with a person from a table to an endpoint. */
class Coach {
  readonly card: Locator;
  readonly doIt: Locator;

  constructor(page: Page) {
    this.card = page.getByRole('complementary', { name: 'Coach' });
    this.doIt = this.card.getByRole('button', { name: 'Do it for me' });
  }

  /** What comes next; runs may take a while. */
  async asksFor(step: string | RegExp): Promise<void> {
    await expect(this.card.getByRole('heading', { name: step })).toBeVisible({ timeout: 60_000 });
  }
}

test('the coach leads from home to a prediction, by hand and with its help', async ({ home, page }) => {
  const coach = new Coach(page);
  const editor = new Editor(page);
  await home.open();
  await page.getByRole('button', { name: 'Build it with me' }).click();
  await editor.isOpen();

  await test.step('a sample table, one click away', async () => {
    await coach.asksFor('Add data');
    const samples = page.getByRole('region', { name: 'How to begin' }).getByRole('list', { name: 'Sample data' });
    await expect(samples.getByRole('button')).toHaveCount(4);
    await samples.getByRole('button', { name: /Telecom customers.*7,043 × 20/ }).click();
    await expect(editor.card('File')).toContainText('telco-churn.csv');
  });

  await test.step('look at it, and choose what to predict: a column with few values is proposed first', async () => {
    await coach.asksFor('Look at it');
    await editor.below.getByRole('tab', { name: 'Data' }).click();
    await coach.asksFor('Choose what to predict');
    const proposed = coach.card.getByRole('list', { name: 'Columns worth predicting' }).getByRole('button');
    await expect(proposed.first()).toContainText('2 values: No 73 %, Yes 27 %');
    await proposed.first().click();
  });

  await test.step('by hand, from the list at the left: it goes on as soon as it is done', async () => {
    await coach.asksFor('Split');
    await editor.select('File');
    const entry = editor.palette.getByRole('button', { name: 'Split', exact: true });
    await expect(entry).toHaveAttribute('data-coached', '');
    await entry.click();
    await expect(editor.wire('File', 'Split')).toBeAttached();
    await coach.asksFor('Prepare');
  });

  await test.step('or by the coach, as one step to undo', async () => {
    await coach.doIt.click();
    await coach.asksFor('Train');
    await expect(editor.wire('Impute', 'Encode')).toBeAttached();
    await editor.undo();
    await coach.asksFor('Prepare');
    await expect(editor.cards).toHaveCount(2);
    await coach.doIt.click();
    await coach.asksFor('Train');
    await coach.doIt.click();
    await coach.asksFor('Evaluate');
    await coach.doIt.click();
  });

  await test.step('run, publish, ask', async () => {
    await coach.asksFor('Run');
    await editor.runIs(await editor.run(), 'done');
    await coach.asksFor('Publish');
    await coach.doIt.click();
    await coach.asksFor('Predict');
    await coach.doIt.click();
    await coach.asksFor('It answers');
    await expect(coach.card).toContainText(/churn = (Yes|No) \(\d+ %\)/);
  });

  await test.step('it goes when it is closed, and comes back when it is called', async () => {
    await coach.card.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(coach.card).toBeHidden();
    await page.keyboard.press('Shift+H');
    await expect(coach.card).toBeVisible();
  });
});

test('the coach can be followed with the keyboard only', async ({ home, page }) => {
  const coach = new Coach(page);
  const editor = new Editor(page);
  const { keyboard } = page;
  await home.open();
  await editor.tabTo(page.getByRole('button', { name: 'Build it with me' }));
  await keyboard.press('Enter');
  await editor.isOpen();
  await coach.asksFor('Add data');
  await keyboard.press('Shift+H');
  await expect(coach.doIt).toBeFocused();
  for (const next of ['Look at it', 'Choose what to predict', 'Split', 'Prepare', 'Train', 'Evaluate', 'Run']) {
    await keyboard.press('Enter');
    await coach.asksFor(next);
    await expect(coach.card.getByRole('status')).toHaveText(new RegExp(`^Step \\d+ of 10: ${next}$`));
    await expect(coach.doIt).toBeFocused();
  }

  await test.step('Escape folds it away, and it waits', async () => {
    await keyboard.press('Escape');
    await expect(coach.card.getByRole('heading')).toHaveCount(0);
    await keyboard.press('Shift+H');
    await coach.asksFor('Run');
    await expect(coach.doIt).toBeFocused();
  });
});
