import { createStore } from 'zustand/vanilla';

/** What the coach remembers beyond the drawing and its runs. */
export interface TourState {
  /** The pipeline that is being built with the coach. */
  readonly pipelineId: string | undefined;
  readonly isFolded: boolean;
  readonly startedAt: number;
  /** The rows were looked at. */
  readonly hasLooked: boolean;
  /** The column that is to be predicted, before a node says so. */
  readonly target: string | undefined;
  /** The endpoint answered a question asked here. */
  readonly answer: string | undefined;
}

const key = 'sluice.coach';
const closed: TourState = {
  pipelineId: undefined,
  isFolded: false,
  startedAt: 0,
  hasLooked: false,
  target: undefined,
  answer: undefined,
};

/** One coach per browser: it goes on where it was after a reload, and in another tab. */
export const tourStore = createStore<TourState>(() => ({ ...closed, ...remembered() }));

function remembered(): Partial<TourState> {
  if (typeof window === 'undefined') return {};
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<TourState>;
  } catch {
    return {};
  }
}

tourStore.subscribe((state) => {
  try {
    localStorage.setItem(key, JSON.stringify(state));
  } catch {
    // A browser that keeps nothing: the coach works, and forgets with the page.
  }
});

/** Begins with this pipeline, or goes on where it was folded or left. */
export function openTour(pipelineId: string, now: number = Date.now()): void {
  const before = tourStore.getState();
  tourStore.setState(
    before.pipelineId === pipelineId ? { isFolded: false } : { ...closed, pipelineId, startedAt: now },
  );
}

export const closeTour = (): void => tourStore.setState(closed);
