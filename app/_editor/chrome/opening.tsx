import { Skeleton } from '@/app/_ui/feedback';
import styles from './top-bar.module.css';

/** The frame of the editor while its pipeline is on the way. */
export function Opening() {
  return (
    <div aria-busy="true" role="status" aria-label="Opening the pipeline">
      <div className={styles.bar}>
        <Skeleton width={220} height={14} />
        <span className={styles.space} />
        <Skeleton width={180} height={28} />
      </div>
    </div>
  );
}
