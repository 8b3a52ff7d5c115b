import { create } from 'zustand';

/** How long a deletion can be taken back. */
export const undoMs = 8_000;

const waiting = new Map<string, ReturnType<typeof setTimeout>>();

/** Pipelines that are out of sight and will be deleted when nobody takes it back. */
export const useLeaving = create<{ ids: ReadonlySet<string> }>(() => ({ ids: new Set() }));
const setLeaving = (change: (ids: Set<string>) => void): void =>
  useLeaving.setState(({ ids }) => {
    const next = new Set(ids);
    change(next);
    return { ids: next };
  });

/** Deletes in a while; where the page is left first, nothing is deleted. */
export function deleteLater(id: string, perform: () => Promise<unknown>): void {
  const timer = setTimeout(async () => {
    waiting.delete(id);
    await perform();
    setLeaving((ids) => ids.delete(id));
  }, undoMs);
  waiting.set(id, timer);
  setLeaving((ids) => ids.add(id));
}

export function keep(id: string): void {
  clearTimeout(waiting.get(id));
  waiting.delete(id);
  setLeaving((ids) => ids.delete(id));
}
