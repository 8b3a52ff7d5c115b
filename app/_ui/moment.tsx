'use client';

import { useSyncExternalStore } from 'react';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tick = 0;

/** One clock for the page: every moment on it moves together. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick += 1;
    for (const each of listeners) each();
  }, 15_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const sameYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const otherYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** How long ago, as a person says it: "now", "4 min", "3 h", "2 d", "12 Nov". */
export function agoWords(at: string | Date, now = Date.now()): string {
  const then = new Date(at);
  const past = now - then.getTime();
  if (past < 45_000) return 'now';
  if (past < hour) return `${Math.max(1, Math.round(past / minute))} min`;
  if (past < day) return `${Math.round(past / hour)} h`;
  if (past < 14 * day) return `${Math.round(past / day)} d`;
  return (then.getFullYear() === new Date(now).getFullYear() ? sameYear : otherYear).format(then);
}

/** "14:02:07" */
export const clockWords = (at: string | Date): string => clock.format(new Date(at));

/** "12 Nov 2025, 14:02:07" */
export const exactWords = (at: string | Date): string => exact.format(new Date(at));

/** A moment, by how long ago it was; the exact time on hover. */
export function Ago({ at, suffix = false }: { at: string | Date; suffix?: boolean }) {
  useSyncExternalStore(
    subscribe,
    () => tick,
    () => 0,
  );
  const words = agoWords(at);
  const past = suffix && /(min|h|d)$/.test(words) ? `${words} ago` : words;
  return (
    <time dateTime={new Date(at).toISOString()} title={exactWords(at)} suppressHydrationWarning>
      {past}
    </time>
  );
}
