'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { formatDuration } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import type { RunDetail } from '@/server/db/run-views';
import type { Gantt } from './gantt';
import { stageKind, stageStateWords, stageTitle } from './stage-words';
import styles from './timeline.module.css';

const rowHeight = 28;

interface StageTableProps {
  readonly run: RunDetail;
  readonly gantt: Gantt;
  readonly onSelectNode?: (node: string) => void;
}

/** The timeline in words and numbers: what the bars show, for those who read it. */
export function StageTable({ run, gantt, onSelectNode }: StageTableProps) {
  const place = useRef<HTMLDivElement>(null);
  const { lines } = gantt;
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  });
  const items = rows.getVirtualItems();
  const above = items[0]?.start ?? 0;
  const below = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className={styles.scroll} ref={place}>
      <table
        className={styles.table}
        aria-label={`Stages of run ${run.number}, as a table`}
        aria-rowcount={lines.length + 1}
      >
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">State</th>
            <th scope="col">Began at</th>
            <th scope="col">Took</th>
            <th scope="col">Tries</th>
            <th scope="col">Saved</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {above > 0 ? <tr aria-hidden style={{ height: above }} /> : null}
          {items.map(({ index }) => {
            const { stage, bars, workedMs, savedMs, isCritical } = lines[index]!;
            const worked = bars.filter(({ kind }) => kind !== 'forecast');
            return (
              <tr key={stage.id} aria-rowindex={index + 2} style={{ height: rowHeight }}>
                <th scope="row">
                  <button type="button" onClick={() => onSelectNode?.(stage.node)}>
                    {stageTitle(run.document, stage)}
                  </button>
                </th>
                <td>
                  <State kind={stageKind(stage.state)} words={stageStateWords(stage.state)} />
                </td>
                <td>{worked[0] && stage.state !== 'reused' ? formatDuration(worked[0].from) : '—'}</td>
                <td>
                  {workedMs === null ? '—' : formatDuration(workedMs)}
                  {isCritical ? ' · on the critical path' : ''}
                </td>
                <td>{Math.max(worked.length, workedMs === null ? 0 : 1) || '—'}</td>
                <td>{savedMs === undefined ? '—' : formatDuration(savedMs)}</td>
                <td title={stage.reason}>{stage.error?.message ?? stage.reason}</td>
              </tr>
            );
          })}
          {below > 0 ? <tr aria-hidden style={{ height: below }} /> : null}
        </tbody>
      </table>
    </div>
  );
}
