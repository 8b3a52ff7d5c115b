import { expect, type Locator, type Page } from '@playwright/test';

/** One table of the Data panel: its head, its tools and its grid. */
export class DataSide {
  readonly grid: Locator;

  constructor(readonly section: Locator) {
    this.grid = section.getByRole('grid');
  }

  /** Rows × columns, as the head says them. */
  async hasShape(shape: string): Promise<void> {
    await expect(this.section.getByTitle('Rows × columns')).toHaveText(shape);
  }

  head(column: string): Locator {
    return this.grid.getByRole('columnheader', { name: new RegExp(`(^| )${column}( |$)`) });
  }

  /** The cells of a row that are in view, from its number. */
  row(number: number): Locator {
    return this.grid.locator(`[role=row][aria-rowindex="${number + 1}"]`).getByRole('gridcell');
  }

  tool(name: string | RegExp): Locator {
    return this.section.getByRole('button', { name });
  }
}

/** Input at the left, output at the right. */
export class DataPanel {
  constructor(
    readonly page: Page,
    readonly panel: Locator,
  ) {}

  side(name: 'Input' | 'Output'): DataSide {
    return new DataSide(this.panel.getByRole('region', { name: new RegExp(`^${name} `) }));
  }

  /** From the menu of a column, opened by the keyboard: the grid has the focus, the head is the active cell. */
  async chooseFromMenu(entry: string): Promise<void> {
    await this.page.keyboard.press('Shift+F10');
    const item = this.page.getByRole('menuitem', { name: entry });
    await expect(item).toBeVisible();
    for (let presses = 0; presses < 12; presses += 1) {
      if (await item.evaluate((element) => element === document.activeElement)) break;
      await this.page.keyboard.press('ArrowDown');
    }
    await expect(item).toBeFocused();
    await this.page.keyboard.press('Enter');
  }
}
