import { test as base, expect } from '@playwright/test';
import { Endpoint, Home, Versions } from './pages';

interface Fixtures {
  readonly home: Home;
  readonly endpoint: Endpoint;
  readonly versions: Versions;
  /** Where endpoints answer. */
  readonly gateway: string;
  /** What the browser itself writes while a story keeps the server away. */
  readonly tolerated: RegExp | undefined;
  /** Fails the test that made any of its pages complain. */
  readonly watched: undefined;
}

/** Stories begin with these: the pages of the product, none of which may write an error to the console. */
export const test = base.extend<Fixtures>({
  tolerated: [undefined, { option: true }],
  watched: [
    async ({ context, tolerated }, use) => {
      const complaints: string[] = [];
      context.on('console', (message) => {
        const { url } = message.location();
        if (message.type() === 'error') complaints.push(`${message.text()} (${url})`);
      });
      context.on('weberror', (problem) => complaints.push(String(problem.error().stack ?? problem.error())));
      await use(undefined);
      const untold = complaints.filter((complaint) => !tolerated?.test(complaint));
      expect(untold, 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  home: async ({ page }, use) => use(new Home(page)),
  endpoint: async ({ page }, use) => use(new Endpoint(page)),
  versions: async ({ page }, use) => use(new Versions(page)),
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs from its parameter
  gateway: async ({}, use) => {
    const address = process.env.E2E_GATEWAY_URL;
    if (address === undefined) throw new Error('playwright.config.ts sets E2E_GATEWAY_URL.');
    await use(address);
  },
});

export { expect };
