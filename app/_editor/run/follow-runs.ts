import type { EditorApi } from '../api';
import { patchStage, type RunStore, type StageDetail, showRun } from './run-store';

const readAgainMs = 120;
const letGoMs = 8_000;

/** Keeps the shown run and the list of runs true: events say that something changed, the run itself is read. */
export function followRuns(store: RunStore, api: EditorApi, onProblem: (error: unknown) => void) {
  let unsubscribe: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let following: string | undefined;

  const stopFollowing = () => {
    unsubscribe?.();
    unsubscribe = undefined;
    clearTimeout(timer);
    timer = undefined;
    following = undefined;
  };

  async function read(runId: string): Promise<void> {
    timer = undefined;
    try {
      const run = await api.readRun(runId);
      if (following !== runId) return;
      showRun(store, run);
      if (run.state !== 'running') {
        letGo(runId);
        await refreshList();
      }
    } catch (error) {
      onProblem(error);
    }
  }

  /** Rows of fused tables are counted after the end; then the stream is closed, since browsers hold few of them. */
  function letGo(runId: string): void {
    setTimeout(() => {
      if (following === runId) unsubscribe?.();
    }, letGoMs);
  }

  async function refreshList(): Promise<void> {
    store.setState({ list: await api.listRuns() });
  }

  async function show(runId: string, isPinned: boolean): Promise<void> {
    stopFollowing();
    following = runId;
    const run = await api.readRun(runId);
    if (following !== runId) return;
    showRun(store, run, isPinned);
    unsubscribe = api.onRunEvents(runId, (event) => {
      if (event.stageId !== undefined && event.progress && event.state === undefined) {
        patchStage(store, event.stageId, { progress: event.progress, state: 'running' } as Partial<StageDetail>);
        return;
      }
      timer ??= setTimeout(() => void read(runId), readAgainMs);
    });
  }

  return {
    show,
    refreshList,
    /** The list, and the newest run on the canvas. */
    async start() {
      await refreshList();
      const newest = store.getState().list[0];
      if (newest) await show(newest.id, false);
    },
    hide() {
      stopFollowing();
      showRun(store, undefined, false);
    },
    stop: stopFollowing,
  };
}

export type FollowedRuns = ReturnType<typeof followRuns>;
