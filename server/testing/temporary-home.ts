import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty SLUICE_HOME that Postgres can reach even when root runs the tests. */
export function createTemporaryHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'sluice-test-'));
  chmodSync(home, 0o711);
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}
