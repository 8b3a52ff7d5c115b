import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findExport } from './serve-export';

const home = mkdtempSync(join(tmpdir(), 'sluice-exports-'));
const folder = join(home, 'exports');
mkdirSync(join(folder, 'reports'), { recursive: true });
writeFileSync(join(folder, 'reports/größe 1.csv'), 'a\n');
writeFileSync(join(home, 'secret'), 'x');
symlinkSync(join(home, 'secret'), join(folder, 'link.csv'));
afterAll(() => rmSync(home, { recursive: true }));

test('finds an exported file', async () => {
  expect(await findExport(folder, 'reports/größe 1.csv')).toMatch(/größe 1\.csv$/);
});

test.each(['../secret', 'reports/../../secret', 'link.csv', 'reports', 'absent.csv', '', '/etc/passwd', 'reports\\x'])(
  'finds nothing else: %s',
  async (file) => {
    await expect(findExport(folder, file)).rejects.toMatchObject({ code: 'not_found' });
  },
);
