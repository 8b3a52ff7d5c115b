import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from './training-error';

const YIELD_EVERY_MS = 50;

/**
 * Lets the event loop run, so that a cancel can arrive, at most every 50 ms; throws an `AbortError` when one has.
 * Call it between pieces of work that are short beside that.
 */
export class Breather {
  private lastMs = performance.now();

  constructor(private readonly signal: AbortSignal) {}

  async breathe(): Promise<void> {
    if (performance.now() - this.lastMs >= YIELD_EVERY_MS) {
      await setImmediate();
      this.lastMs = performance.now();
    }
    throwIfCancelled(this.signal);
  }
}
