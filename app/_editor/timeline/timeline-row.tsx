import { formatDuration, formatShare } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import type { Bar, GanttLine } from './gantt';
import { stageKind, stageStateWords } from './stage-words';
import type { TimeScale } from './time-scale';
import styles from './timeline.module.css';

export interface TimelineRowProps {
  readonly line: GanttLine;
  readonly index: number;
  readonly count: number;
  /** Where the line stands in the list, in pixels. */
  readonly top: number;
  readonly title: string;
  readonly scale: TimeScale;
  /** While the run works: where it stands. */
  readonly now: number | undefined;
  readonly selected: boolean;
  readonly onSelect?: () => void;
}

/** One stage: its state, when it worked, how long, and why. */
export function TimelineRow({ line, index, count, top, title, scale, now, selected, onSelect }: TimelineRowProps) {
  const { stage, workedMs, isCritical } = line;
  const failed = stage.state === 'failed' && stage.error !== null;
  const took = workedMs === null ? '' : formatDuration(workedMs);
  const why = failed ? `${stage.error!.message} ${stage.error!.hint ?? ''}` : stage.reason;
  const place = (at: number) => `${Math.min(100, Math.max(0, (at / scale.total) * 100))}%`;
  return (
    <li
      className={failed ? styles.failed : undefined}
      style={{ transform: `translateY(${top}px)` }}
      aria-setsize={count}
      aria-posinset={index + 1}
      data-index={index}
    >
      <button
        type="button"
        className={styles.row}
        aria-pressed={selected}
        aria-label={`${title}, ${stageStateWords(stage.state)}${took && `, ${took}`}. ${why}`}
        data-critical={isCritical || undefined}
        onClick={onSelect}
      >
        <span className={styles.name} title={stage.id}>
          <StateGlyph kind={stageKind(stage.state)} />
          <span>{title}</span>
        </span>
        <span className={styles.track}>
          {scale.ticks.map((tick) => (
            <i key={tick} className={styles.grid} style={{ left: place(tick) }} />
          ))}
          {stage.state === 'reused' ? (
            <i className={styles.bar} data-st="reused" style={{ left: 0, width: 3 }} />
          ) : null}
          {line.bars.map((bar) => (
            <BarPart key={`${bar.kind} ${bar.from}`} bar={bar} line={line} place={place} />
          ))}
          <Words line={line} place={place} />
          {now === undefined ? null : <i className={styles.now} style={{ left: place(now) }} />}
        </span>
        <span className={styles.time}>{took}</span>
        <span className={styles.reason} title={why}>
          {why}
        </span>
      </button>
    </li>
  );
}

interface PartProps {
  line: GanttLine;
  place: (at: number) => string;
}

function BarPart({ bar, line, place }: PartProps & { bar: Bar }) {
  const kind = bar.kind === 'failed' ? 'failed' : bar.kind === 'running' ? 'running' : stageKind(line.stage.state);
  const width = `calc(${place(bar.to)} - ${place(bar.from)})`;
  return (
    <i
      className={bar.kind === 'forecast' ? styles.forecast : styles.bar}
      data-st={kind === 'queued' ? 'ready' : kind}
      data-try={bar.attempt}
      style={{ left: place(bar.from), width }}
    />
  );
}

/** Beside the last bar: progress, tries, what was saved, what is expected. */
function Words({ line: { stage, bars, savedMs }, place }: PartProps) {
  const end = bars.at(-1)?.to ?? 0;
  const words = wordsOf({ stage, bars, savedMs });
  if (!words) return null;
  return (
    <span
      className={styles.inside}
      data-failed={stage.state === 'failed' || undefined}
      style={{ left: bars.length === 0 ? '6px' : place(end) }}
    >
      {words}
    </span>
  );
}

function wordsOf({ stage, bars, savedMs }: Pick<GanttLine, 'stage' | 'bars' | 'savedMs'>): string | undefined {
  const { state, progress } = stage;
  if (state === 'reused') return savedMs === undefined ? undefined : `${formatDuration(savedMs)} saved`;
  if (state === 'running' && progress)
    return [progress.total > 0 ? formatShare(progress.done / progress.total) : '', progress.words]
      .filter(Boolean)
      .join(' ');
  if (state === 'waiting' || state === 'queued') return bars.length > 0 ? 'forecast' : state;
  const tries = bars.filter(({ attempt }) => attempt !== undefined).length;
  return tries > 1 ? `${tries} attempts` : undefined;
}
