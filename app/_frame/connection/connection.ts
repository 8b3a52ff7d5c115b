import { createStore } from 'zustand/vanilla';

/** Whether this page reaches its server. Requests tell of failures; a probe decides, and goes on until it is back. */
export interface ConnectionState {
  /** Milliseconds since 1970; undefined while the server answers. */
  readonly lostSince: number | undefined;
}

export interface ConnectionOptions {
  /** Resolves to whether the server answered. */
  readonly probe: () => Promise<boolean>;
  readonly now?: () => number;
  readonly firstWaitMs?: number;
  readonly mostWaitMs?: number;
}

export function createConnection({
  probe,
  now = Date.now,
  firstWaitMs = 1_000,
  mostWaitMs = 10_000,
}: ConnectionOptions) {
  const store = createStore<ConnectionState>(() => ({ lostSince: undefined }));
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = firstWaitMs;
  let isProbing = false;

  const reached = () => {
    clearTimeout(timer);
    timer = undefined;
    wait = firstWaitMs;
    if (store.getState().lostSince !== undefined) store.setState({ lostSince: undefined });
  };
  const lost = () => {
    if (store.getState().lostSince === undefined) store.setState({ lostSince: now() });
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), wait);
    wait = Math.min(wait * 2, mostWaitMs);
  };
  async function ask(): Promise<void> {
    if (isProbing) return;
    isProbing = true;
    const answers = await probe().catch(() => false);
    isProbing = false;
    if (answers) reached();
    else lost();
  }

  return {
    store,
    reached,
    /** The browser says that there is no network: nobody has to be asked. */
    lost,
    /** Something failed that the server may not be to blame for; also: try now. */
    suspect: () => void ask(),
  };
}

export const connection = createConnection({
  probe: async () => (await fetch('/healthz', { cache: 'no-store' })).ok,
});

export const isConnected = (): boolean => connection.store.getState().lostSince === undefined;
