import type { GridValue } from '@/app/_ui/data-grid';
import { formatFigure } from '@/app/_ui/figures';
import styles from './data-panel.module.css';

/** A vector by what is in it: the components that are not zero. */
export function VectorCell({ value, components }: { value: GridValue; components: readonly string[] | undefined }) {
  if (!Array.isArray(value)) return null;
  const parts = (value as readonly (number | null)[])
    .map((part, index) => ({ part, name: components?.[index] ?? `${index}` }))
    .filter(({ part }) => part !== 0);
  const title = (value as readonly (number | null)[])
    .map((part, index) => `${components?.[index] ?? index} ${part === null ? 'missing' : formatFigure(part)}`)
    .join('\n');
  return (
    <span className={styles.chips} title={title}>
      {parts.slice(0, 3).map(({ part, name }) => (
        <i key={name}>{words(name, part)}</i>
      ))}
      {parts.length > 3 ? <span>+{parts.length - 3}</span> : null}
      {parts.length === 0 ? <span>all zero</span> : null}
      <span>of {value.length}</span>
    </span>
  );
}

/** A category by its name alone; any other component with its figure. */
function words(name: string, part: number | null): string {
  if (part === 1 && name.includes('=')) return shortName(name);
  return `${shortName(name)} ${part === null ? 'missing' : formatFigure(part, 3)}`;
}

/** `contract=One year` stands in the column “contract” already. */
const shortName = (name: string): string => name.slice(name.indexOf('=') + 1) || name;
