'use client';

import { ChevronDown } from 'lucide-react';
import dynamic from 'next/dynamic';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Icon } from '@/app/_ui/icon';
import { Popover } from '@/app/_ui/popover';
import type { RunListEntry } from '../api';
import { useEditor, useRuns, useWatch } from '../editor';
import { tookMs, tookWords } from '../run/run-list-words';
import { sinceWords } from '../run/since-words';
import { runKind } from '../timeline/stage-words';
import styles from './canvas.module.css';

const RunPicker = dynamic(() => import('../run/run-picker').then((module) => module.RunPicker), { ssr: false });
const PastRun = dynamic(() => import('../run/past-run').then((module) => module.PastRun), { ssr: false });
const CompareBar = dynamic(() => import('../compare-runs/compare-bar').then((module) => module.CompareBar), {
  ssr: false,
});

/** Which run the canvas shows, the older ones, and what is being compared. */
export function RunChip() {
  const editor = useEditor();
  const shown = useRuns((state) => state.shown);
  const isPinned = useRuns((state) => state.isPinned);
  const list = useRuns((state) => state.list);
  const isOpen = useWatch((state) => state.isPickerOpen);
  const compared = useWatch((state) => state.compared);
  const setOpen = (isPickerOpen: boolean) => editor.watch.setState({ isPickerOpen });
  if (!shown) return null;
  return (
    <div className={`${styles.float} ${styles.run}`} data-past={isPinned || undefined}>
      <Popover
        flush
        label="Past runs"
        open={isOpen}
        onOpenChange={setOpen}
        trigger={
          <button type="button" aria-label={`Run ${shown.number}, ${shown.state}. Choose another run`}>
            <StateGlyph kind={runKind(shown.state)} size={13} />
            <b>Run {shown.number}</b>
            <span className={styles.muted}>
              {shown.state === 'running'
                ? 'running'
                : [sinceWords(shown.createdAt), tookWords(shown)].filter(Boolean).join(' · ')}
            </span>
            <Spark runs={list} shown={shown.id} />
            <Icon icon={ChevronDown} size="xs" />
          </button>
        }
      >
        <RunPicker onClose={() => setOpen(false)} />
      </Popover>
      {compared ? <CompareBar compared={compared} /> : isPinned ? <PastRun run={shown} /> : null}
    </div>
  );
}

/** The last runs as bars, by how long they took; red ones failed. */
function Spark({ runs, shown }: { runs: readonly RunListEntry[]; shown: string }) {
  const bars = runs.slice(0, 10).reverse();
  if (bars.length < 2) return null;
  const spans = bars.map((run) => tookMs(run) ?? 0);
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
            data-st={runKind(run.state)}
            className={styles.sparkBar}
            data-shown={run.id === shown || undefined}
          />
        );
      })}
    </svg>
  );
}
