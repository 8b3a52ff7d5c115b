const lockOf = (client: string): string => `sluice:tab:${client}`;
const silentMs = 5 * 60_000;

/**
 * Says that this tab lives, and waits for others to be gone. A lock of the browser goes with its tab, crash or not. Where
 * there are none (a page that came over plain HTTP from another machine) only this tab's own past is known at once: others
 * count as gone when they have not been heard of for minutes.
 */
export function liveAs(client: string) {
  const locks = navigator.locks as LockManager | undefined;
  const end = new AbortController();
  if (locks) {
    const held = new Promise<void>((resolve) => end.signal.addEventListener('abort', () => resolve()));
    locks.request(lockOf(client), () => held).catch(() => undefined);
  }
  const before = sessionStorage.getItem('sluice:tab');
  sessionStorage.setItem('sluice:tab', client);
  const beat = () => localStorage.setItem(lockOf(client), String(Date.now()));
  const timer = locks ? undefined : setInterval(beat, 60_000);
  if (!locks) beat();

  return {
    whenGone(other: string, then: () => Promise<void>): void {
      if (locks) {
        locks.request(lockOf(other), { signal: end.signal }, then).catch(() => undefined);
        return;
      }
      const heard = Number(localStorage.getItem(lockOf(other)) ?? 0);
      if (other !== before && Date.now() - heard < silentMs) return;
      localStorage.removeItem(lockOf(other));
      void then();
    },
    stop() {
      clearInterval(timer);
      if (!locks) localStorage.removeItem(lockOf(client));
      end.abort();
    },
  };
}
