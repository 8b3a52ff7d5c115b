import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic } from '@/nodes/kernel/diagnostics';
import type { PlannedRun, WantedRun } from '../api';
import type { ComparedRuns } from '../compare-runs/compared-runs';

/** A run that was refused, and could go without what is unfinished. */
export interface RunToAsk {
  readonly wanted: WantedRun;
  readonly leftOut: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** How runs are looked at, beside the one that is shown. */
export interface WatchState {
  /** Set while somebody points at what starts a run: the canvas shows what it would do. `next`: Run itself, as planned. */
  readonly lit: 'next' | PlannedRun | undefined;
  readonly asking: RunToAsk | undefined;
  readonly isPlanOpen: boolean;
  /** The list of past runs. */
  readonly isPickerOpen: boolean;
  readonly compared: ComparedRuns | undefined;
  /** The key of the problem that was gone to last. */
  readonly problem: string | undefined;
}

export type WatchStore = StoreApi<WatchState>;

export const createWatchStore = (): WatchStore =>
  createStore<WatchState>(() => ({
    lit: undefined,
    asking: undefined,
    isPlanOpen: false,
    isPickerOpen: false,
    compared: undefined,
    problem: undefined,
  }));
