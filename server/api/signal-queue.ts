/** Values pushed by callbacks, read by one loop; it ends when the signal aborts. */
export interface SignalQueue<T> extends AsyncIterable<T> {
  push(value: T): void;
}

export function signalQueue<T>(signal: AbortSignal | undefined): SignalQueue<T> {
  const waiting: T[] = [];
  let wake = () => {};
  signal?.addEventListener('abort', () => wake(), { once: true });
  return {
    push(value) {
      waiting.push(value);
      wake();
    },
    async *[Symbol.asyncIterator]() {
      while (!signal?.aborted) {
        if (waiting.length > 0) yield waiting.shift() as T;
        else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
  };
}
