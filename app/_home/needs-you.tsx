import Link from 'next/link';
import { Badge } from '@/app/_ui/badge';
import type { HomeRow } from '@/server/api/home';
import { HealthWords } from './health';
import styles from './home.module.css';

/** What a person should look at, each with the one thing to do. Nothing at all when all is well. */
export function NeedsYou({ rows }: { rows: readonly HomeRow[] }) {
  const found = rows.flatMap(({ pipeline, health }) =>
    health.action ? [{ pipeline, health, action: health.action }] : [],
  );
  if (found.length === 0) return null;
  return (
    <aside className={styles.needs} aria-label="Needs you">
      <h2>
        Needs you <Badge look="count">{found.length}</Badge>
      </h2>
      <ul>
        {found.map(({ pipeline, health, action }) => (
          <li key={pipeline.id}>
            <span>
              <b>{pipeline.name}</b>
              <HealthWords health={health} />
              <p title={health.reason}>{health.reason}</p>
            </span>
            <Link className={styles.go} href={action.href} aria-label={`${action.label}: ${pipeline.name}`}>
              {action.label}
            </Link>
          </li>
        ))}
      </ul>
    </aside>
  );
}
