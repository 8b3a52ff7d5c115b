/** Work that several may wait for at once: it is done once, and stopped when nobody waits any longer. */
export class SharedWork<T> {
  private readonly underWay = new Map<
    string,
    { readonly done: Promise<T>; readonly stop: AbortController; waiting: number }
  >();

  /** Rejects as soon as this asker's signal is aborted, whatever the others wait for. */
  async ask(key: string, signal: AbortSignal, begin: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    let work = this.underWay.get(key);
    if (work === undefined) {
      const stop = new AbortController();
      const done = begin(stop.signal).finally(() => {
        if (this.underWay.get(key)?.stop === stop) this.underWay.delete(key);
      });
      done.catch(() => {});
      work = { done, stop, waiting: 0 };
      this.underWay.set(key, work);
    }
    const asked = work;
    asked.waiting += 1;
    let leave: (reason: unknown) => void = () => {};
    const given = new Promise<never>((_, reject) => {
      leave = reject;
    });
    const onAbort = () => leave(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([asked.done, given]);
    } finally {
      signal.removeEventListener('abort', onAbort);
      asked.waiting -= 1;
      if (asked.waiting === 0) {
        asked.stop.abort(new DOMException('Nobody waits for it.', 'AbortError'));
        if (this.underWay.get(key) === asked) this.underWay.delete(key);
      }
    }
  }
}
