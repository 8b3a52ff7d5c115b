import type { Locator, Page } from '@playwright/test';

/** The versions of a pipeline, and the comparison of two. */
export class Versions {
  readonly table: Locator;
  readonly changes: Locator;

  constructor(readonly page: Page) {
    this.table = page.getByRole('table', { name: 'Versions' });
    this.changes = page.getByRole('complementary', { name: 'Changes' });
  }

  row(message: string): Locator {
    return this.table.getByRole('row').filter({ hasText: message });
  }

  /** A line of the list of changes: setting, before, after. */
  field(label: string): Locator {
    return this.changes.getByRole('row').filter({ hasText: label });
  }
}
