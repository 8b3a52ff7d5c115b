import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Editor } from '../editor';
import { followPlan } from './follow-plan';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function follow() {
  const document = createStore<{ doc: object; draft: { pending: number[] } }>(() => ({
    doc: { nodes: { a: {} } },
    draft: { pending: [] },
  }));
  const view = createStore(() => ({ parameters: {} }));
  const runs = createStore<{ shown?: { state: string }; plan?: unknown }>(() => ({}));
  const analysis = createStore(() => ({ specHash: undefined }));
  const planRun = vi.fn(async () => ({ newCount: planRun.mock.calls.length }));
  const followed = followPlan({ document, view, runs, analysis, api: { planRun } } as unknown as Editor);
  return { document, runs, planRun, stop: followed.stop };
}

it('asks once for edits that come close together, when all of them are on the server', async () => {
  const { document, runs, planRun, stop } = follow();
  await vi.advanceTimersByTimeAsync(300);
  expect(planRun).toHaveBeenCalledTimes(1);
  document.setState({ draft: { pending: [1] } });
  document.setState({ draft: { pending: [1, 2] } });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(planRun).toHaveBeenCalledTimes(1);
  document.setState({ draft: { pending: [] } });
  await vi.advanceTimersByTimeAsync(300);
  expect(planRun).toHaveBeenCalledTimes(2);
  expect(runs.getState().plan).toEqual({ newCount: 2 });
  stop();
});

it('asks again when a run came to its end', async () => {
  const { runs, planRun, stop } = follow();
  await vi.advanceTimersByTimeAsync(300);
  runs.setState({ shown: { state: 'running' } });
  runs.setState({ shown: { state: 'done' } });
  await vi.advanceTimersByTimeAsync(300);
  expect(planRun).toHaveBeenCalledTimes(2);
  stop();
});
