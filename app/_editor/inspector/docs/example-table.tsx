import type { Cell, ExampleTable, NodeExample } from '@/nodes/kernel/examples';
import styles from './docs.module.css';

interface ExampleTableViewProps {
  caption: string;
  table: ExampleTable;
  /** Columns, with their type, that the node made or changed. */
  isNew?: (column: string) => boolean;
}

const numeric = new Set(['int', 'float', 'decimal']);

/** A tiny table with its types; it scrolls by itself when it is wide. */
export function ExampleTableView({ caption, table, isNew }: ExampleTableViewProps) {
  const columns = table.columns.map((column) => {
    const at = column.lastIndexOf(':');
    const [name, type] = [column.slice(0, at), column.slice(at + 1)];
    return { column, name, type, isNumber: numeric.has(type), isNew: isNew?.(column) ?? false };
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keys that scroll it
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ column, name, type, isNumber, isNew: made }) => (
              <th key={column} scope="col" data-number={isNumber || undefined} data-new={made || undefined}>
                {name} <small>{type}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an example have no other name
            <tr key={index}>
              {columns.map(({ column, isNumber, isNew: made }, place) => (
                <td
                  key={column}
                  data-number={isNumber || undefined}
                  data-new={made || undefined}
                  data-missing={row[place] === null || undefined}
                >
                  {cellWords(row[place] ?? null)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The table with the part that each row belongs to. */
export const partColumn = (table: ExampleTable, parts: NonNullable<NodeExample['partition']>): ExampleTable => ({
  columns: [...table.columns, 'part:text'],
  rows: table.rows.map((row, index) => [...row, parts[index] ?? 'train']),
});

function cellWords(value: Cell): string {
  if (value === null) return 'missing';
  if (typeof value === 'object') return `[${value.map((entry) => entry ?? '–').join(', ')}]`;
  return String(value).replace(/^-(?=\d)/, '−');
}
