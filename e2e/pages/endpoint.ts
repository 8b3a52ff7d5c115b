import { expect, type Locator, type Page } from '@playwright/test';

/** An endpoint's page. */
export class Endpoint {
  readonly answer: Locator;

  constructor(readonly page: Page) {
    this.answer = page.getByText('Answer', { exact: true }).locator('..').locator('..');
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/endpoints/${slug}`);
  }

  async createKey(label: string): Promise<string> {
    await this.page.getByRole('button', { name: /^\d+ keys?$/ }).click();
    const dialog = this.page.getByRole('dialog', { name: /^Keys of/ });
    await dialog.getByRole('textbox', { name: 'Label of the new key' }).fill(label);
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const shown = dialog.getByText(/^slk_/).first();
    await expect(shown).toBeVisible();
    await expect(dialog.getByRole('row').filter({ hasText: label })).toBeVisible();
    const key = /slk_[\w-]{20,}/.exec((await shown.textContent()) ?? '')?.[0];
    if (key === undefined) throw new Error('The new key is not shown.');
    await dialog.getByRole('button', { name: 'Close' }).click();
    return key;
  }
}
