import type { IncomingHttpHeaders } from 'node:http';
import type { Database } from '../db/client';
import { API_KEYS_CHANNEL, findKeyEndpoint, hashApiKey } from '../db/endpoints';
import { refusal } from './refusal';

export interface ApiKeyGuard {
  /** Throws unless the request carries a key of this endpoint. */
  check(headers: IncomingHttpHeaders, endpointId: string): Promise<void>;
  stop(): Promise<void>;
}

const KNOWN_FOR_MS = 30_000;
const UNKNOWN_FOR_MS = 1_000;
const MOST_REMEMBERED = 10_000;

/** Remembers keys by hash. A revoked one is forgotten by notice at once, and within half a minute if that is lost. */
export async function openApiKeyGuard(database: Database): Promise<ApiKeyGuard> {
  const known = new Map<string, { endpointId: string | undefined; until: number }>();
  const forgetAll = () => known.clear();
  const listening = await database.sql.listen(API_KEYS_CHANNEL, (hash) => known.delete(hash), forgetAll);

  async function endpointOf(hash: string): Promise<string | undefined> {
    const remembered = known.get(hash);
    if (remembered && remembered.until > Date.now()) return remembered.endpointId;
    const endpointId = await findKeyEndpoint(database, hash);
    if (known.size >= MOST_REMEMBERED) forgetAll();
    known.set(hash, { endpointId, until: Date.now() + (endpointId ? KNOWN_FOR_MS : UNKNOWN_FOR_MS) });
    return endpointId;
  }

  return {
    async check(headers, endpointId) {
      const key = presentedKey(headers);
      if (key === undefined) throw unauthorised('This endpoint needs an API key.');
      if ((await endpointOf(hashApiKey(key))) !== endpointId) {
        throw unauthorised('This API key does not open this endpoint: it is mistyped, revoked or of another endpoint.');
      }
    },
    async stop() {
      await listening.unlisten().catch(() => {});
    },
  };
}

function presentedKey(headers: IncomingHttpHeaders): string | undefined {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const plain = headers['x-api-key'];
  return bearer ?? (typeof plain === 'string' && plain !== '' ? plain : undefined);
}

const unauthorised = (message: string) =>
  refusal({
    code: 'unauthorised',
    message,
    hint: 'Send “Authorization: Bearer slk_…”; keys are made on the endpoint’s page.',
  });
