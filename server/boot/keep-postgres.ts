import { setTimeout as sleep } from 'node:timers/promises';
import { toTerminal } from '../errors';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './postgres/embedded';
import { isAlive } from './process-identity';

const checkEveryMs = 500;

/** Starts the embedded Postgres and, when it dies, starts it again on the same port: clients just connect again. */
export async function keepPostgres(home: string, log: (line: string) => void): Promise<EmbeddedPostgres> {
  const first = await startEmbeddedPostgres({ home });
  const started = [first];
  const stopping = new AbortController();
  const watch = async () => {
    for (let current = first; !stopping.signal.aborted; await sleep(checkEveryMs, undefined, { ref: false })) {
      if (isAlive(current.pid)) continue;
      log('[postgres] ended; starting it again');
      try {
        current = await startEmbeddedPostgres({ home, port: first.port });
        started.push(current);
      } catch (error) {
        log(`[postgres] ${toTerminal(error)}`);
      }
    }
  };
  void watch();
  return {
    ...first,
    async stop() {
      stopping.abort();
      for (const server of started.toReversed()) await server.stop();
    },
  };
}
