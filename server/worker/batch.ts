import { setTimeout as sleep } from 'node:timers/promises';

const mostItems = 256;

/**
 * Collects calls that come while one is under way and sends them as one: a round trip and a commit are shared by all
 * that wait (a group commit). The first call never waits.
 */
export function batched<Item, Result>(
  send: (items: readonly Item[]) => Promise<(item: Item) => Result>,
  /** How long to let others catch up before sending; asked each time. */
  gatherMs: () => number = () => 0,
): (item: Item) => Promise<Result> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (result: Result) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isSending = false;

  async function sendAll(): Promise<void> {
    isSending = true;
    while (waiting.length > 0) {
      const pauseMs = gatherMs();
      if (pauseMs > 0) await sleep(pauseMs);
      // One turn of the loop: what arrives together goes together.
      else await new Promise(setImmediate);
      const batch = waiting.splice(0, mostItems);
      try {
        const answer = await send(batch.map((one) => one.item));
        for (const { item, resolve } of batch) resolve(answer(item));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isSending = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isSending) void sendAll();
    });
}
