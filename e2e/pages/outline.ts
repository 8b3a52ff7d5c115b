import { expect, type Locator, type Page } from '@playwright/test';
import { escaped } from './words';

/** The pipeline as a tree, at the left of the editor, by the keys that people use in trees. */
export class Outline {
  readonly tree: Locator;

  constructor(readonly page: Page) {
    this.tree = page.getByRole('tree', { name: 'Outline of the pipeline' });
  }

  /** The row whose spoken words begin so: `Split, Ready`, `Input Table, from File`. */
  row(words: string): Locator {
    return this.tree.getByRole('treeitem', { name: new RegExp(`^${escaped(words)}(,|$)`) });
  }

  async open(): Promise<void> {
    await this.page.keyboard.press('Shift+O');
    await expect(this.page.getByRole('tab', { name: 'Outline' })).toHaveAttribute('aria-selected', 'true');
  }

  /** Goes to a row by the first letters of its name, as it would be typed. */
  async goTo(words: string, typed: string): Promise<void> {
    await this.page.keyboard.type(typed);
    await expect(this.row(words)).toBeFocused();
  }

  /** Adds a node behind what the cursor is on. */
  async addHere(title: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('/');
    const search = this.page.getByRole('combobox', { name: 'Add a node' });
    await expect(search).toBeFocused();
    await keyboard.type(title);
    await keyboard.press('Enter');
    await expect(this.row(title)).toBeFocused();
  }

  /** Chooses an entry of the row's menu, all by keys. */
  async choose(entry: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Shift+F10');
    const item = this.page.getByRole('menuitem', { name: entry });
    await expect(item).toBeVisible();
    await keyboard.type(entry.slice(0, 6));
    await expect(item).toBeFocused();
    await keyboard.press('Enter');
  }

  /** Joins the port that the cursor is on to another one. */
  async connectTo(port: string): Promise<void> {
    const { keyboard } = this.page;
    await keyboard.press('Enter');
    const list = this.page.getByRole('combobox', { name: /^What (feeds|does) / });
    await expect(list).toBeFocused();
    await keyboard.type(port);
    await keyboard.press('Enter');
    await expect(list).toBeHidden();
  }
}
