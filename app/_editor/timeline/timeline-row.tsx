import { Fragment } from 'react';
import { formatDuration, formatShare } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import type { StageDetail } from '@/server/db/run-views';
import { stageKind, stageStateWords } from './stage-words';
import type { TimeScale } from './time-scale';
import styles from './timeline.module.css';

export interface TimelineRowProps {
  readonly stage: StageDetail;
  readonly title: string;
  /** When the run began, and the time it is now. */
  readonly begin: number;
  readonly now: number;
  readonly scale: TimeScale;
  readonly selected: boolean;
  readonly onSelect?: () => void;
}

/** One stage: its state, when it worked, how long, and why. */
export function TimelineRow({ stage, title, begin, now, scale, selected, onSelect }: TimelineRowProps) {
  const kind = stageKind(stage.state);
  const worked = workedOf(stage, now);
  const attempts = stage.attempt > 1 ? `${stage.attempt} attempts · ` : '';
  const failed = stage.state === 'failed' && stage.error !== null;
  return (
    <li className={failed ? styles.failed : undefined}>
      <button
        type="button"
        className={styles.row}
        aria-pressed={selected}
        aria-label={`${title}, ${stageStateWords(stage.state)}${worked === null ? '' : `, ${formatDuration(worked)}`}. ${stage.reason}`}
        onClick={onSelect}
      >
        <span className={styles.name} title={stage.id}>
          <StateGlyph kind={kind} />
          <span>{title}</span>
        </span>
        <span className={styles.track}>
          {scale.ticks.map((tick) => (
            <i key={tick} className={styles.grid} style={{ left: `${(tick / scale.total) * 100}%` }} />
          ))}
          <Bar stage={stage} begin={begin} now={now} scale={scale} />
        </span>
        <span className={styles.time}>{worked === null ? '' : formatDuration(worked)}</span>
        <span className={styles.reason} title={stage.reason}>
          {attempts}
          {stage.reason}
        </span>
      </button>
      {failed ? <Problem stage={stage} /> : null}
    </li>
  );
}

function workedOf(stage: StageDetail, now: number): number | null {
  if (stage.state === 'reused' || stage.startedAt === null) return null;
  return stage.durationMs ?? Math.max(0, now - new Date(stage.startedAt).getTime());
}

function Bar({ stage, begin, now, scale }: Pick<TimelineRowProps, 'stage' | 'begin' | 'now' | 'scale'>) {
  const kind = stageKind(stage.state);
  const place = (at: number) => Math.min(100, Math.max(0, (at / scale.total) * 100));
  if (stage.state === 'reused') return <i className={styles.bar} data-st="reused" style={{ left: 0, width: 3 }} />;
  if (stage.startedAt === null) {
    const waits = stage.state === 'waiting' || stage.state === 'queued';
    return waits ? (
      <span className={styles.inside} style={{ left: `${place(now - begin)}%` }}>
        {stage.state}
      </span>
    ) : null;
  }
  const from = place(new Date(stage.startedAt).getTime() - begin);
  const to = place((stage.endedAt ? new Date(stage.endedAt).getTime() : now) - begin);
  const progress = stage.state === 'running' ? stage.progress : null;
  return (
    <Fragment>
      <i className={styles.bar} data-st={kind} style={{ left: `${from}%`, width: `${Math.max(0.3, to - from)}%` }} />
      {progress ? (
        <span className={styles.inside} style={{ left: `${to}%` }}>
          {progress.total > 0 ? formatShare(progress.done / progress.total) : ''} {progress.words}
        </span>
      ) : null}
    </Fragment>
  );
}

function Problem({ stage }: { stage: StageDetail }) {
  return (
    <p className={styles.problem}>
      {stage.error?.message}
      {stage.error?.hint ? <span>{stage.error.hint}</span> : null}
    </p>
  );
}
