'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { Timer, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { formatDuration } from '@/app/_ui/figures';
import { IconButton } from '@/app/_ui/icon-button';
import { Segmented } from '@/app/_ui/toggles';
import type { RunDetail } from '@/server/db/run-views';
import { RunAction } from '../run/run-action';
import { ganttOf } from './gantt';
import { ProblemNote } from './problem-note';
import { StageTable } from './stage-table';
import { nodeTitle, stageTitle } from './stage-words';
import { tickWords, timeScale } from './time-scale';
import styles from './timeline.module.css';
import { TimelineRow } from './timeline-row';
import { useLiveRun } from './use-live-run';
import { useNow } from './use-now';
import { useRunTimes } from './use-run-times';

export interface TimelinePanelProps {
  readonly runId: string | null;
  /** The node selected on the canvas; its lines are marked. */
  readonly selectedNode?: string | null;
  readonly onSelectNode?: (node: string) => void;
}

/** When each stage of a run worked, and why. */
export function TimelinePanel({ runId, selectedNode, onSelectNode }: TimelinePanelProps) {
  const run = useLiveRun(runId);
  if (runId === null) {
    return (
      <EmptyState icon={Timer} title="No run yet" actions={<RunAction />}>
        Every stage of a run gets a line here, with its time and the reason it ran or was reused.
      </EmptyState>
    );
  }
  if (run.error) return <ProblemNote error={run.error} onRetry={() => run.refetch()} what="This run" />;
  if (!run.data) return <Waiting />;
  return <Lines run={run.data} selectedNode={selectedNode ?? null} onSelectNode={onSelectNode} />;
}

interface LinesProps extends Pick<TimelinePanelProps, 'onSelectNode'> {
  readonly run: RunDetail;
  readonly selectedNode: string | null;
}

const zooms = [1, 2, 4, 8, 16] as const;
const rowHeight = 24;

function Lines({ run, selectedNode, onSelectNode }: LinesProps) {
  const isLive = run.state === 'running';
  const now = useNow(isLive);
  const times = useRunTimes(run);
  const [view, setView] = useState<'bars' | 'table'>('bars');
  const [zoom, setZoom] = useState(0);
  const gantt = useMemo(() => ganttOf(run, times, now), [run, times, now]);
  const critical = gantt.critical.map((id) => run.stages.find((stage) => stage.id === id)!.node);
  const path = critical
    .filter((node, index) => node !== critical[index - 1])
    .map((node) => nodeTitle(run.document, node));
  return (
    <div className={styles.panel}>
      <div className={styles.tools}>
        <span className={styles.facts}>
          {path.length > 0 ? (
            <span title={path.join(' → ')}>
              critical path{' '}
              <b>{path.length > 4 ? `${path.slice(0, 2).join(' → ')} → … → ${path.at(-1)}` : path.join(' → ')}</b>
            </span>
          ) : null}
          {isLive && gantt.endMs > gantt.nowMs ? (
            <span>
              forecast <b>{formatDuration(gantt.endMs)}</b>
            </span>
          ) : null}
          {gantt.savedMs > 0 ? (
            <span>
              reuse saved <b>{formatDuration(gantt.savedMs)}</b>
            </span>
          ) : null}
        </span>
        {view === 'bars' ? (
          <span className={styles.zoom}>
            <IconButton
              size="s"
              icon={ZoomOut}
              label="Zoom out of the timeline"
              keys="−"
              disabled={zoom === 0}
              onClick={() => setZoom(zoom - 1)}
            />
            <IconButton
              size="s"
              icon={ZoomIn}
              label="Zoom into the timeline"
              keys="+"
              disabled={zoom === zooms.length - 1}
              onClick={() => setZoom(zoom + 1)}
            />
          </span>
        ) : null}
        <Segmented
          label="How stages are shown"
          value={view}
          onChange={setView}
          options={[
            { value: 'bars', label: 'Bars' },
            { value: 'table', label: 'Table' },
          ]}
        />
      </div>
      {view === 'table' ? (
        <StageTable run={run} gantt={gantt} onSelectNode={onSelectNode} />
      ) : (
        <Bars
          run={run}
          gantt={gantt}
          zoom={zooms[zoom]!}
          onZoom={(by) => setZoom((at) => Math.min(zooms.length - 1, Math.max(0, at + by)))}
          selectedNode={selectedNode}
          onSelectNode={onSelectNode}
        />
      )}
    </div>
  );
}

interface BarsProps extends LinesProps {
  readonly gantt: ReturnType<typeof ganttOf>;
  readonly zoom: number;
  readonly onZoom: (by: 1 | -1) => void;
}

function Bars({ run, gantt, zoom, onZoom, selectedNode, onSelectNode }: BarsProps) {
  const place = useRef<HTMLDivElement>(null);
  const { lines, nowMs } = gantt;
  const scale = timeScale(gantt.endMs, 7 * zoom);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    overscan: 16,
  });
  const selectedAt = selectedNode === null ? -1 : lines.findIndex(({ stage }) => stage.nodes.includes(selectedNode));
  useEffect(() => {
    if (selectedAt >= 0) rows.scrollToIndex(selectedAt, { align: 'auto' });
  }, [selectedAt, rows]);
  /** Up and down go from line to line, also to those that are not in the page yet. */
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === '+' || event.key === '=') onZoom(1);
    else if (event.key === '-') onZoom(-1);
    else if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const here = Number((event.target as HTMLElement).closest('[data-index]')?.getAttribute('data-index') ?? -1);
    const next = Math.min(lines.length - 1, Math.max(0, here + (event.key === 'ArrowDown' ? 1 : -1)));
    rows.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => place.current?.querySelector<HTMLElement>(`[data-index="${next}"] button`)?.focus());
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the buttons inside
    <div className={styles.scroll} ref={place} onKeyDown={onKeyDown}>
      <div className={styles.sheet} style={zoom > 1 ? { width: `${zoom * 100}%` } : undefined}>
        <div className={styles.axis}>
          <span>
            {lines.length} {lines.length === 1 ? 'stage' : 'stages'}
          </span>
          <span className={styles.ticks}>
            {scale.ticks.map((tick) => (
              <span key={tick} style={{ left: `${(tick / scale.total) * 100}%` }}>
                {tickWords(tick)}
              </span>
            ))}
            {run.state === 'running' ? (
              <b className={styles.nowTag} style={{ left: `${(nowMs / scale.total) * 100}%` }}>
                {formatDuration(nowMs)}
              </b>
            ) : null}
          </span>
          <span className={styles.time}>took</span>
          <span>why</span>
        </div>
        <ul aria-label={`Stages of run ${run.number}`} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const line = lines[index]!;
            const { stage } = line;
            return (
              <TimelineRow
                key={stage.id}
                line={line}
                index={index}
                count={lines.length}
                top={start}
                title={stageTitle(run.document, stage)}
                scale={scale}
                now={run.state === 'running' ? nowMs : undefined}
                selected={selectedNode !== null && stage.nodes.includes(selectedNode)}
                onSelect={onSelectNode ? () => onSelectNode(stage.node) : undefined}
              />
            );
          })}
        </ul>
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <div style={{ display: 'grid', gap: 12, padding: '14px' }}>
      {[80, 64, 90, 40].map((width) => (
        <Skeleton key={width} width={`${width}%`} height={10} />
      ))}
    </div>
  );
}
