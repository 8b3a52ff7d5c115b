import { ArrowDown, ArrowUp, Filter, X } from 'lucide-react';
import { Icon } from '@/app/_ui/icon';
import type { RowsView } from './fetch-rows';
import styles from './rows-tools.module.css';
import { conditionWords, withoutCondition } from './rows-view';

/** How the rows are sorted and filtered; pressing a chip takes it away. */
export function ViewChips({ view, onView }: { view: RowsView; onView: (view: RowsView) => void }) {
  const { sort = [], where = [] } = view;
  if (sort.length + where.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Sorted and filtered">
      {sort.map(({ column, descending }) => (
        <li key={`sort ${column}`}>
          <button
            type="button"
            aria-label={`Sorted by ${column}, ${descending ? 'descending' : 'ascending'}. Take it away`}
            onClick={() => onView({ ...view, sort: [] })}
          >
            <Icon icon={descending ? ArrowDown : ArrowUp} size="xs" />
            {column}
            <Icon icon={X} size="xs" />
          </button>
        </li>
      ))}
      {where.map((condition, index) => (
        <li key={conditionWords(condition)}>
          <button
            type="button"
            aria-label={`Only rows where ${conditionWords(condition)}. Take it away`}
            onClick={() => onView(withoutCondition(view, index))}
          >
            <Icon icon={Filter} size="xs" />
            {conditionWords(condition)}
            <Icon icon={X} size="xs" />
          </button>
        </li>
      ))}
    </ul>
  );
}
