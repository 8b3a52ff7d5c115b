import styles from './evaluation.module.css';

/** Rows of a long curve that are worth reading: both ends, and evenly between. */
const MOST = 12;

/** A curve in numbers, thinned to a dozen rows. */
export function NumbersTable({
  label,
  columns,
  rows,
}: {
  label: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}) {
  const step = Math.max(1, (rows.length - 1) / (MOST - 1));
  const shown = rows.length <= MOST ? rows : Array.from({ length: MOST }, (_, i) => rows[Math.round(i * step)]!);
  return (
    <table className={styles.plain} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row.join(' ')}>
            {row.map((cell, at) => (
              <td key={columns[at]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
