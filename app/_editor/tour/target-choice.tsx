import { useState } from 'react';
import { TypeGlyph } from '@/app/_ui/glyphs';
import { ColumnPicker } from '@/app/_ui/multi-select';
import type { TableProfile } from '@/server/worker/reader/profile';
import styles from './coach.module.css';
import type { Seen } from './seen';
import { suggestTargets } from './suggest-target';
import { tourStore } from './tour-store';

/** Columns worth predicting, each with its reason; any other can be had as well. */
export function TargetChoice({ seen: { source }, profile }: { seen: Seen; profile: TableProfile | undefined }) {
  const [isOther, setOther] = useState(false);
  if (!source) return null;
  const choose = (target: string | undefined) => tourStore.setState({ target });
  return (
    <ul className={styles.targets} aria-label="Columns worth predicting">
      {suggestTargets(source.schema, profile).map(({ column, why }) => (
        <li key={column}>
          <button type="button" onClick={() => choose(column)}>
            <TypeGlyph type={source.schema.columns.find(({ name }) => name === column)?.type ?? 'text'} />
            <b>{column}</b>
            <span className={styles.reason}>{why}</span>
          </button>
        </li>
      ))}
      <li>
        {isOther ? (
          <ColumnPicker
            single
            label="Another column"
            value={[]}
            columns={source.schema.columns.filter(({ type }) => type !== 'vector')}
            onChange={([column]) => choose(column)}
          />
        ) : (
          <button type="button" onClick={() => setOther(true)}>
            <span className={styles.reason}>Another column …</span>
          </button>
        )}
      </li>
    </ul>
  );
}
