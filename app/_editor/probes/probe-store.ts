import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { type Editor, useEditor } from '../editor';
import type { Probe, ProbeStep } from './probe';

export interface ProbeState {
  readonly probes: readonly Probe[];
  /** What became of each, by its id; of an earlier drawing while it is followed anew. */
  readonly steps: Readonly<Record<string, readonly ProbeStep[]>>;
  readonly isFollowing: boolean;
}

export type ProbeStore = StoreApi<ProbeState>;

/** More than this is a table, not rows that somebody watches. */
export const MOST_PROBES = 6;

const stores = new WeakMap<Editor, ProbeStore>();
const placeOf = (pipelineId: string) => `sluice.probes.${pipelineId}`;

/** The rows that are followed in an editor: made when first asked for, kept in this browser. */
export function probesOf(editor: Editor): ProbeStore {
  const known = stores.get(editor);
  if (known) return known;
  const store = createStore<ProbeState>(() => ({
    probes: readKept(editor.pipelineId),
    steps: {},
    isFollowing: false,
  }));
  store.subscribe(({ probes }, before) => {
    if (probes !== before.probes) keep(editor.pipelineId, probes);
  });
  stores.set(editor, store);
  return store;
}

export const useProbes = <T>(select: (state: ProbeState) => T): T => useStore(probesOf(useEditor()), select);

/** The newest takes the place of the oldest when there are too many; the same row is followed once. */
export function addProbe(store: ProbeStore, probe: Probe): void {
  const isSame = (other: Probe) =>
    other.port === probe.port && JSON.stringify(other.values) === JSON.stringify(probe.values);
  store.setState(({ probes }) => ({
    probes: [...probes.filter((other) => !isSame(other)), probe].slice(-MOST_PROBES),
  }));
}

export function removeProbe(store: ProbeStore, id: string): void {
  store.setState(({ probes, steps: { [id]: _, ...steps } }) => ({
    probes: probes.filter((probe) => probe.id !== id),
    steps,
  }));
}

function readKept(pipelineId: string): readonly Probe[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(placeOf(pipelineId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isProbe) : [];
  } catch {
    return [];
  }
}

function isProbe(value: unknown): value is Probe {
  const probe = value as Partial<Probe> | null;
  return typeof probe?.id === 'string' && typeof probe.port === 'string' && typeof probe.values === 'object';
}

/** A browser that keeps nothing still shows what is followed now. */
function keep(pipelineId: string, probes: readonly Probe[]): void {
  try {
    if (probes.length === 0) localStorage.removeItem(placeOf(pipelineId));
    else localStorage.setItem(placeOf(pipelineId), JSON.stringify(probes));
  } catch {}
}
