/**
 * Collects calls that come while one is under way and sends them as one: a round trip and a commit are shared by all
 * that wait (a group commit). The first call never waits.
 */
export function batched<Item, Result>(
  send: (items: readonly Item[]) => Promise<(item: Item) => Result>,
  mostItems = 256,
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
    // One turn of the loop: what arrives together goes together.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
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
