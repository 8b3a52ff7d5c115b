import { useEffect } from 'react';
import { loadDefinitions } from './canvas/definitions';

const gestures = ['pointermove', 'pointerdown', 'keydown', 'dragenter'] as const;

/**
 * Fetches what the next gestures need as soon as there is a first one: opening a pipeline to look at it costs none of it,
 * and a hand finds it there, even when the server goes away. Whoever needs it sooner asks for it, and tells when it fails.
 */
export function useWarmUp(): void {
  useEffect(() => {
    const stop = new AbortController();
    const warmUp = () => {
      stop.abort();
      const parts = [loadDefinitions(), import('./inspector/node-inspector'), import('./canvas/read-clipping')];
      for (const part of parts) part.catch(() => undefined);
    };
    for (const gesture of gestures) window.addEventListener(gesture, warmUp, { signal: stop.signal, capture: true });
    return () => stop.abort();
  }, []);
}
