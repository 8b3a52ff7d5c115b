'use client';

import { ChevronDown } from 'lucide-react';
import { formatDuration } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { Menu, type MenuEntry } from '@/app/_ui/menu';
import type { StateKind } from '@/app/_ui/vocabulary';
import type { RunListEntry } from '../api';
import { useEditor, useRuns } from '../editor';
import { sinceWords } from '../run/since-words';
import styles from './canvas.module.css';

const kindOf: Record<RunListEntry['state'], StateKind> = {
  running: 'running',
  done: 'done',
  failed: 'failed',
  cancelled: 'skipped',
};

const durationOf = ({ createdAt, endedAt }: Pick<RunListEntry, 'createdAt' | 'endedAt'>): string | undefined =>
  endedAt ? formatDuration(new Date(endedAt).getTime() - new Date(createdAt).getTime()) : undefined;

/** Which run the canvas shows, and the older ones. */
export function RunChip() {
  const editor = useEditor();
  const shown = useRuns((state) => state.shown);
  const list = useRuns((state) => state.list);
  if (!shown) return null;
  const entries: MenuEntry[] = [
    { kind: 'label', label: 'Show on the canvas' },
    ...list.map(
      (run): MenuEntry => ({
        label: `Run ${run.number}`,
        hint: [
          run.state,
          run.versionNumber === null ? undefined : `v${run.versionNumber}`,
          durationOf(run),
          sinceWords(run.createdAt),
        ]
          .filter(Boolean)
          .join(' · '),
        checked: run.id === shown.id,
        onSelect: () => void editor.running?.runs.show(run.id, run.id !== list[0]?.id),
      }),
    ),
    { kind: 'separator' },
    { label: 'Show no run', onSelect: () => editor.running?.runs.hide() },
  ];
  return (
    <div className={`${styles.float} ${styles.run}`}>
      <Menu
        entries={entries}
        trigger={
          <button type="button" aria-label={`Run ${shown.number}, ${shown.state}. Choose another run`}>
            <StateGlyph kind={kindOf[shown.state]} size={13} />
            <b>Run {shown.number}</b>
            <span className={styles.muted}>
              {shown.state === 'running'
                ? 'running'
                : [sinceWords(shown.createdAt), durationOf(shown)].filter(Boolean).join(' · ')}
            </span>
            <Spark runs={list} shown={shown.id} />
            <Icon icon={ChevronDown} size="xs" />
          </button>
        }
      />
    </div>
  );
}

/** The last runs as bars, by how long they took; red ones failed. */
function Spark({ runs, shown }: { runs: readonly RunListEntry[]; shown: string }) {
  const bars = runs.slice(0, 10).reverse();
  if (bars.length < 2) return null;
  const spans = bars.map((run) => new Date(run.endedAt ?? run.createdAt).getTime() - new Date(run.createdAt).getTime());
  const longest = Math.max(...spans, 1);
  return (
    <svg width={bars.length * 6} height="14" aria-hidden>
      {bars.map((run, index) => {
        const height = Math.max(3, ((spans[index] ?? 0) / longest) * 14);
        return (
          <rect
            key={run.id}
            x={index * 6}
            y={14 - height}
            width="4"
            height={height}
            rx="1"
            data-st={kindOf[run.state]}
            className={styles.sparkBar}
            data-shown={run.id === shown || undefined}
          />
        );
      })}
    </svg>
  );
}
