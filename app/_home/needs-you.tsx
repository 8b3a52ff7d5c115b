import Link from 'next/link';
import { Badge } from '@/app/_ui/badge';
import { StateGlyph, WarningGlyph } from '@/app/_ui/glyphs';
import styles from './home.module.css';
import type { PipelineRow } from './pipeline-health';

/** What a person should look at: failed runs and endpoints that drift. Nothing at all when all is well. */
export function NeedsYou({ rows }: { rows: readonly PipelineRow[] }) {
  const found = rows.filter((row) => row.health.needsAttention);
  if (found.length === 0) return null;
  return (
    <aside className={styles.needs}>
      <h2>
        Needs you <Badge look="count">{found.length}</Badge>
      </h2>
      <ul>
        {found.map(({ pipeline, health, runs, endpoint }) => {
          const drifts = health.kind === 'drift';
          return (
            <li key={pipeline.id}>
              {drifts ? (
                <span className={styles.warn}>
                  <WarningGlyph />
                </span>
              ) : (
                <StateGlyph kind="failed" label />
              )}
              <span>
                <b>{drifts ? `Drift in ${endpoint?.slug}` : `${pipeline.name} failed`}</b>
                <p>{drifts ? `behind ${pipeline.name}` : health.detail}</p>
              </span>
              <Link className={styles.go} href={drifts ? `/endpoints/${endpoint?.slug}` : `/runs/${runs[0]?.id}`}>
                {drifts ? 'Look' : 'Open'}
              </Link>
            </li>
          );
        })}
      </ul>
    </aside>
  );
}
