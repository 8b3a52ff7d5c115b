'use client';

import { useMemo } from 'react';
import { clockWords } from '@/app/_ui/moment';
import { Section } from '@/app/_ui/panel';
import type { RunDetail } from '@/server/db/run-views';
import { levelOf, messageOf } from './log-filter';
import styles from './timeline.module.css';
import { useRunLogs } from './use-run-logs';

const mostLines = 6;

/** The last lines that a node said in a run, beside what it found out. */
export function NodeLog({ run, nodeId, version }: { run: RunDetail; nodeId: string; version: number }) {
  const said = useRunLogs(run.id, version);
  const lines = useMemo(() => {
    const own = new Set(run.stages.filter(({ nodes }) => nodes.includes(nodeId)).map(({ id }) => id));
    return (said ?? []).filter(({ stageId }) => own.has(stageId));
  }, [said, run.stages, nodeId]);
  if (lines.length === 0) return null;
  return (
    <Section
      title="It said"
      note={lines.length > mostLines ? `the last ${mostLines} of ${lines.length} lines` : undefined}
    >
      <ul className={styles.said} aria-label="Lines of this node">
        {lines.slice(-mostLines).map((line) => (
          <li key={line.id} data-level={levelOf(line)}>
            <time>{clockWords(line.createdAt)}</time>
            <span>{messageOf(line)}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
