/**
 * What a process started by `npm start` calls when it serves. Does nothing when it was started by hand.
 */
export function announceReady(): void {
  process.send?.({ type: 'ready' });
}

/**
 * Ends this process in good order when its parent asks (SIGTERM) or is gone; Ctrl-C reaches it through the parent only.
 * `stop` must settle within seconds.
 */
export function onStop(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async () => {
    if (isStopping) return;
    isStopping = true;
    try {
      await stop();
      process.exit(0);
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  process.on('disconnect', end);
}
