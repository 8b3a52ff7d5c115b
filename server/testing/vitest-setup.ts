/** Runs once per vitest run, before any test file. */
export default async function setup(): Promise<void> {}
