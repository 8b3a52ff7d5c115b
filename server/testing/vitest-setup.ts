import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server';

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: { readonly url: string; readonly template: string };
  }
}

/** Runs once per vitest run: one Postgres for all test files; see ./postgres.ts for what they call. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTestServer();
  project.provide('testServer', { url: server.url, template: server.template });
  return server.stop;
}
