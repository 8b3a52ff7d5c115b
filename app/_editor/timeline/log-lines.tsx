import { clockWords } from '@/app/_ui/moment';
import type { StageLogEntry } from '@/server/api/runs';
import styles from './timeline.module.css';

export interface StageLine extends StageLogEntry {
  /** Who said it. */
  readonly title: string;
}

export function LogLines({ lines }: { lines: readonly StageLine[] }) {
  return lines.map((line) => (
    <div key={line.id} className={styles.line} data-level={line.level}>
      <span>{clockWords(line.createdAt)}</span>
      <span title={line.title}>{line.title}</span>
      <span>
        {line.attempt > 1 ? `attempt ${line.attempt}: ` : ''}
        {line.message}
      </span>
    </div>
  ));
}
