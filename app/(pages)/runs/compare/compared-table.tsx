import Link from 'next/link';
import { runKind } from '@/app/_editor/timeline/stage-words';
import { formatFigure } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import type { RunDetail } from '@/server/db/run-views';
import styles from './compare.module.css';
import type { ComparedGroup, ComparedRow } from './compare-runs';

export interface ComparedTableProps {
  runs: readonly RunDetail[];
  groups: readonly ComparedGroup[];
  onlyDifferent: boolean;
}

/** A column for each run; numbers say how far they are from the first run's. */
export function ComparedTable({ runs, groups, onlyDifferent }: ComparedTableProps) {
  return (
    <div className={styles.frame}>
      <table className={styles.table} aria-label="Runs side by side">
        <thead>
          <tr>
            <th scope="col">{onlyDifferent ? 'What differs' : 'Everything'}</th>
            {runs.map((run) => (
              <th key={run.id} scope="col">
                <Link href={`/runs/${run.id}`}>
                  <State kind={runKind(run.state)} words={`Run ${run.number}`} />
                </Link>
              </th>
            ))}
          </tr>
        </thead>
        {groups.map((group) => (
          <Group key={group.title} group={group} columns={runs.length + 1} onlyDifferent={onlyDifferent} />
        ))}
      </table>
    </div>
  );
}

function Group({ group, columns, onlyDifferent }: { group: ComparedGroup; columns: number; onlyDifferent: boolean }) {
  const rows = onlyDifferent ? group.rows.filter(({ differs }) => differs) : group.rows;
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={columns} className={styles.group}>
          {group.title}
          {rows.length === 0 ? <span className={styles.muted}> the same in all</span> : null}
        </th>
      </tr>
      {rows.map((row) => (
        <tr key={row.key} data-differs={row.differs || undefined}>
          <th scope="row" title={row.label}>
            {row.label}
          </th>
          {row.words.map((words, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run's cells stand in the order of the runs
            <td key={index} title={words}>
              {words === '' ? <span className={styles.muted}>—</span> : words}
              <Distance row={row} index={index} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function Distance({ row: { key, values }, index }: { row: ComparedRow; index: number }) {
  const [first, value] = [values?.[0], values?.[index]];
  if (index === 0 || !key.startsWith('result ') || typeof first !== 'number' || typeof value !== 'number') return null;
  const distance = value - first;
  if (distance === 0) return null;
  return <span className={styles.distance}>{`${distance > 0 ? '+' : ''}${formatFigure(distance, 3)}`}</span>;
}
