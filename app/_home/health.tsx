import { State, WarningGlyph } from '@/app/_ui/glyphs';
import type { StateKind } from '@/app/_ui/vocabulary';
import type { Health, HealthKind } from '@/server/api/pipeline-health';
import styles from './home.module.css';

/** The state that a kind of health is drawn as; a warning is none. */
const drawnAs: Record<HealthKind, StateKind | 'warning'> = {
  failed: 'failed',
  errors: 'failed',
  drift: 'warning',
  slower: 'warning',
  'newer-data': 'stale',
  running: 'running',
  unset: 'unset',
  outdated: 'stale',
  moving: 'warning',
  'never-run': 'ready',
  cancelled: 'skipped',
  done: 'done',
  empty: 'ready',
};

export function HealthWords({ health: { kind, words } }: { health: Health }) {
  const drawn = drawnAs[kind];
  return drawn === 'warning' ? (
    <span className={styles.warning}>
      <WarningGlyph />
      {words}
    </span>
  ) : (
    <State kind={drawn} words={words} />
  );
}

/** How a pipeline is, and why. */
export function HealthCell({ health }: { health: Health }) {
  return (
    <span className={styles.two}>
      <HealthWords health={health} />
      <span className={styles.detail} title={health.reason}>
        {health.reason}
      </span>
    </span>
  );
}
