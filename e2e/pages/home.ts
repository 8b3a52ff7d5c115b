import { expect, type Locator, type Page } from '@playwright/test';
import { Editor } from './editor';

/** The list of pipelines. */
export class Home {
  readonly examples: Locator;
  readonly pipelines: Locator;

  constructor(readonly page: Page) {
    this.examples = page.getByRole('region', { name: 'Examples' });
    this.pipelines = page.getByRole('table', { name: 'Pipelines' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.pipelines).toBeVisible();
  }

  async newPipeline(name: string): Promise<Editor> {
    await this.open();
    await this.page.getByRole('button', { name: 'New pipeline' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'New pipeline' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    const editor = new Editor(this.page);
    await editor.isOpen();
    return editor;
  }

  /** One's own copy of an example. */
  async copyExample(title: string): Promise<Editor> {
    await this.open();
    await this.examples.getByRole('button', { name: title }).click();
    const editor = new Editor(this.page);
    await editor.isOpen();
    await expect(editor.cards).not.toHaveCount(0);
    return editor;
  }
}
