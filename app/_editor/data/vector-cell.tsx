import type { GridValue } from '@/app/_ui/data-grid';
import { formatFigure } from '@/app/_ui/figures';
import styles from './data-panel.module.css';

/** A vector by what is in it: the components that are not zero. */
export function VectorCell({ value, components }: { value: GridValue; components: readonly string[] | undefined }) {
  if (!Array.isArray(value)) return null;
  const parts = (value as readonly number[])
    .map((part, index) => ({ part, name: components?.[index] ?? `${index}` }))
    .filter(({ part }) => part !== 0);
  const title = (value as readonly number[])
    .map((part, index) => `${components?.[index] ?? index} ${formatFigure(part)}`)
    .join('\n');
  return (
    <span className={styles.chips} title={title}>
      {parts.slice(0, 3).map(({ part, name }) => (
        <i key={name}>{part === 1 ? shortName(name) : `${shortName(name)} ${formatFigure(part, 3)}`}</i>
      ))}
      {parts.length > 3 ? <span>+{parts.length - 3}</span> : null}
      {parts.length === 0 ? <span>all zero</span> : null}
      <span>of {value.length}</span>
    </span>
  );
}

/** `contract=One year` stands in the column “contract” already. */
const shortName = (name: string): string => name.slice(name.indexOf('=') + 1) || name;
