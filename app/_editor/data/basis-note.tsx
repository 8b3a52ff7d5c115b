import { Eye, Play } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import { Icon } from '@/app/_ui/icon';
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
      {onRunToHere ? (
        <Button size="s" variant="ghost" icon={Play} onClick={onRunToHere}>
          Run to here
        </Button>
      ) : null}
    </span>
  );
}
