import { openDatabase } from '../db/client';
import { readEnv } from '../env';
import { openStore } from '../store/disk-store';
import { createTestDatabase } from '../testing/postgres';
import { createTemporaryHome } from '../testing/temporary-home';
import type { Services } from './context';
import { bindByReader } from './reader-client';

/** Services on a database and a home of their own, for one test file. */
export async function createTestServices(
  variables: Readonly<Record<string, string>> = {},
): Promise<Services & { remove(): Promise<void> }> {
  const [testDatabase, { home, remove }] = [await createTestDatabase(), createTemporaryHome()];
  const env = readEnv({ DATABASE_URL: testDatabase.url, SLUICE_HOME: home, ...variables });
  const database = openDatabase(testDatabase.url, { maxConnections: 4 });
  return {
    database,
    env,
    store: openStore(home),
    bindQuery: bindByReader(env),
    async remove() {
      await database.close();
      await testDatabase.drop();
      remove();
    },
  };
}
