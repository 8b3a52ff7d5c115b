import { Eye, Play } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import type { BasisWords } from './basis-words';
import styles from './rows-tools.module.css';

/** Says that rows are a preview, what to know about them, and offers the run that makes them. */
export function BasisNote({
  basis,
  isUpdating,
  onRunToHere,
}: {
  basis: BasisWords;
  isUpdating: boolean;
  onRunToHere: (() => void) | undefined;
}) {
  return (
    <span className={styles.basis} role="status" title={[basis.words, ...basis.details].join('. ')}>
      <Icon icon={Eye} size="s" />
      <b>{isUpdating ? 'Computing the preview…' : basis.words}</b>
      <span>{isUpdating ? '' : basis.details.join(' ')}</span>
      {onRunToHere ? <IconButton size="s" icon={Play} label="Run to here" onClick={onRunToHere} /> : null}
    </span>
  );
}
