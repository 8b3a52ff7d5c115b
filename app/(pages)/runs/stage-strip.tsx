import { stageKind } from '@/app/_editor/timeline/stage-words';
import type { StageState } from '@/drizzle/schema/execution';
import type { RunHead } from '@/server/db/run-views';
import styles from './runs.module.css';

const order = ['done', 'reused', 'failed', 'running', 'queued', 'waiting', 'skipped', 'cancelled'] as const;
const words: Record<StageState, string> = {
  done: 'new',
  reused: 'reused',
  failed: 'failed',
  running: 'running',
  queued: 'queued',
  waiting: 'waiting',
  skipped: 'skipped',
  cancelled: 'cancelled',
};

/** "3 new, 5 reused, 1 failed" */
export function stageCountWords(states: RunHead['stageStates']): string {
  const parts = order.flatMap((state) => (states[state] ? [`${states[state]} ${words[state]}`] : []));
  return parts.length === 0 ? 'no stages' : parts.join(', ');
}

/** How the stages of a run ended, as shares of a strip and in words. */
export function StageStrip({ states }: { states: RunHead['stageStates'] }) {
  return (
    <span className={styles.stages}>
      <span className={styles.strip} aria-hidden>
        {order.map((state) =>
          states[state] ? <i key={state} data-st={stageKind(state)} style={{ flexGrow: states[state] }} /> : null,
        )}
      </span>
      <span className={styles.muted}>{stageCountWords(states)}</span>
    </span>
  );
}
