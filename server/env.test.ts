import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, readEnv } from './env';

test('nothing set gives the defaults', () => {
  expect(readEnv({})).toMatchObject({ host: '127.0.0.1', webPort: 3000, gatewayPort: 4000, databaseUrl: undefined });
  expect(readEnv({}).home).toBe(join(projectRoot, '.sluice'));
});

test('an empty variable counts as unset', () => {
  expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ webPort: 3000, databaseUrl: undefined });
});

test('variables that do not fit are all named at once', () => {
  expect(() => readEnv({ PORT: 'eighty', DATABASE_URL: 'mysql://x' })).toThrow(/DATABASE_URL.*PORT|PORT.*DATABASE_URL/);
});
