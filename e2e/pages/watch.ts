import { expect, type Locator, type Page } from '@playwright/test';

export type Light = 'runs' | 'reused' | 'skipped' | 'leftOut';

/** Looking at runs: before they start, afterwards, and side by side. */
export class Watch {
  /** The past run that the cards show. */
  readonly past: Locator;
  readonly comparison: Locator;
  readonly plan: Locator;
  readonly picker: Locator;

  constructor(readonly page: Page) {
    this.past = page.getByRole('region', { name: /^Past run \d+$/ });
    this.comparison = page.getByRole('region', { name: /^Run \d+ compared with run \d+$/ });
    this.plan = page.getByRole('dialog', { name: 'What Run will do' });
    this.picker = page.getByRole('combobox', { name: 'Find a run' });
  }

  /** What the canvas says of a node, by its id, while somebody points at Run. */
  light(node: string): Locator {
    return this.page.getByTestId(`light-${node}`);
  }

  lights(light: Light): Locator {
    return this.page.locator(`[data-testid^="light-"][data-what="${light}"]`);
  }

  async isLit(node: string, light: Light): Promise<void> {
    await expect(this.light(node)).toHaveAttribute('data-what', light);
  }

  /** Shows an earlier run on the cards, by keys. */
  async showRun(number: number): Promise<void> {
    await this.page.keyboard.press('h');
    await this.picker.fill(String(number));
    await expect(this.page.getByRole('option', { name: new RegExp(`Run ${number}\\b`) })).toBeVisible();
    await this.picker.press('Enter');
    await expect(this.page.getByRole('region', { name: `Past run ${number}` })).toBeVisible();
  }

  gate(node: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^Gate of ${node}: `) });
  }

  /** Puts a pipeline file, or some nodes, on the canvas as pasting does. */
  async paste(content: unknown): Promise<void> {
    await this.page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, JSON.stringify(content));
  }
}
