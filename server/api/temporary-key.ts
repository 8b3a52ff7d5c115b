import type { Database } from '../db/client';
import { createApiKey, revokeApiKey } from '../db/endpoints';

/** Works with a key of an endpoint that exists for this long, and is never in the list of keys afterwards. */
export async function withTemporaryKey<T>(
  database: Database,
  endpointId: string,
  label: string,
  work: (key: string) => Promise<T>,
): Promise<T> {
  const { id, key } = await createApiKey(database, endpointId, label);
  try {
    return await work(key);
  } finally {
    await revokeApiKey(database, id);
    await database.sql`delete from api_keys where id = ${id}`;
  }
}
