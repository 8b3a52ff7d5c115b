'use client';

import { useQueries } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDownToLine, Copy, ScrollText, Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTRPC } from '@/app/_lib/trpc';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { IconButton } from '@/app/_ui/icon-button';
import { Input } from '@/app/_ui/input';
import { clockWords } from '@/app/_ui/moment';
import { Select } from '@/app/_ui/select';
import { toast } from '@/app/_ui/toast';
import { Segmented } from '@/app/_ui/toggles';
import type { StageLogEntry } from '@/server/api/runs';
import type { RunDetail } from '@/server/db/run-views';
import { RunAction } from '../run/run-action';
import { filterLines, type LogLevel, levelOf, messageOf, type StageLine, textOf } from './log-filter';
import { ProblemNote } from './problem-note';
import { nodeTitle, stageTitle } from './stage-words';
import styles from './timeline.module.css';
import { useLiveRun } from './use-live-run';
import { useRunLogs } from './use-run-logs';

export interface LogsPanelProps {
  readonly runId: string | null;
  /** The node whose words can be shown alone. */
  readonly nodeId?: string | null;
}

/** What the stages of a run said, oldest first; new lines are followed while the end is in view. */
export function LogsPanel({ runId, nodeId }: LogsPanelProps) {
  const run = useLiveRun(runId);
  if (runId === null) {
    return (
      <EmptyState icon={ScrollText} title="Nothing was said yet" actions={<RunAction />}>
        What a run reports while it works stands here, by stage.
      </EmptyState>
    );
  }
  if (run.error) return <ProblemNote error={run.error} onRetry={() => run.refetch()} what="This run" />;
  if (!run.data) return <Waiting />;
  return <Logs key={runId} run={run.data} version={run.dataUpdatedAt} nodeId={nodeId ?? undefined} />;
}

const rowHeight = 18;
const everyNode = '*';

function Logs({ run, version, nodeId }: { run: RunDetail; version: number; nodeId: string | undefined }) {
  const [scope, setScope] = useState<'all' | 'node'>('all');
  const [chosen, setChosen] = useState(everyNode);
  const [level, setLevel] = useState<LogLevel>('all');
  const [text, setText] = useState('');
  const node = scope === 'node' && nodeId ? nodeId : chosen === everyNode ? undefined : chosen;
  const said = useRunLogs(run.id, version);
  const earlier = useReusedLogs(run, node);
  const stages = useMemo(() => new Map(run.stages.map((stage) => [stage.id, stage])), [run.stages]);
  const lines = useMemo(
    () =>
      [...earlier, ...(said ?? [])].flatMap((entry): StageLine[] => {
        const stage = stages.get(entry.stageId);
        return stage ? [{ ...entry, title: stageTitle(run.document, stage), nodes: stage.nodes }] : [];
      }),
    [said, earlier, stages, run.document],
  );
  const shown = useMemo(() => filterLines(lines, { node, level, text }), [lines, node, level, text]);
  const speakers = useMemo(() => [...new Set(lines.flatMap(({ nodes }) => nodes))], [lines]);
  const copy = () =>
    navigator.clipboard
      .writeText(textOf(shown))
      .then(() => toast({ tone: 'good', title: `${shown.length} lines copied` }))
      .catch(() => toast({ tone: 'bad', title: 'The lines were not copied', description: 'The browser refused it.' }));

  return (
    <div className={styles.logs}>
      <div className={styles.logBar}>
        {nodeId ? (
          <Segmented
            label="Whose lines"
            value={scope}
            onChange={setScope}
            options={[
              { value: 'all', label: 'All' },
              { value: 'node', label: nodeTitle(run.document, nodeId) },
            ]}
          />
        ) : (
          <Select
            className={styles.logWho}
            label="Whose lines"
            size="s"
            value={chosen}
            onChange={setChosen}
            options={[
              { value: everyNode, label: 'All nodes' },
              ...speakers.map((id) => ({ value: id, label: nodeTitle(run.document, id) })),
            ]}
          />
        )}
        <Segmented
          label="Which lines"
          value={level}
          onChange={setLevel}
          options={[
            { value: 'all', label: 'Everything' },
            { value: 'warn', label: 'Warnings' },
            { value: 'error', label: 'Errors' },
          ]}
        />
        <span className={styles.logFind}>
          <Input
            size="s"
            icon={Search}
            value={text}
            onChange={(event) => setText(event.target.value)}
            placeholder="Find in lines"
            aria-label="Find in lines"
          />
        </span>
        <IconButton
          size="s"
          icon={Copy}
          label="Copy these lines"
          disabled={shown.length === 0}
          onClick={() => void copy()}
        />
      </div>
      {said === undefined ? (
        <Waiting />
      ) : shown.length === 0 ? (
        <EmptyState icon={ScrollText} title="No lines">
          {lines.length > 0
            ? 'No line is like that.'
            : run.stages.every(({ state }) => state === 'reused' || state === 'skipped')
              ? 'Nothing worked in this run: every result was reused.'
              : 'These stages had nothing to report.'}
        </EmptyState>
      ) : (
        <Lines lines={shown} isLive={run.state === 'running'} />
      )}
    </div>
  );
}

/** Follows the end while it is in view; scrolling up lets go of it. */
function Lines({ lines, isLive }: { lines: readonly StageLine[]; isLive: boolean }) {
  const place = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const rows = useVirtualizer({
    count: lines.length,
    getScrollElement: () => place.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => lines[index]!.id,
    overscan: 24,
  });
  useEffect(() => {
    if (isFollowing && lines.length > 0) rows.scrollToIndex(lines.length - 1, { align: 'end' });
  }, [isFollowing, lines.length, rows]);
  const onScroll = () => {
    const element = place.current;
    if (element) setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < 2 * rowHeight);
  };
  return (
    <>
      <div
        className={styles.lines}
        ref={place}
        onScroll={onScroll}
        role="log"
        aria-label="Lines"
        aria-live={isLive ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keys
        tabIndex={0}
      >
        <div style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, key }) => {
            const line = lines[index]!;
            return (
              <div
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className={styles.line}
                data-level={levelOf(line)}
                style={{ transform: `translateY(${start}px)` }}
              >
                <span>{clockWords(line.createdAt)}</span>
                <span title={line.title}>{line.title}</span>
                <span>{messageOf(line)}</span>
              </div>
            );
          })}
        </div>
      </div>
      <div className={styles.logFoot}>
        <span>
          {lines.length} {lines.length === 1 ? 'line' : 'lines'}
          {isLive && isFollowing ? ' · following' : ''}
        </span>
        {isFollowing ? null : (
          <IconButton size="s" icon={ArrowDownToLine} label="Follow the end" onClick={() => setFollowing(true)} />
        )}
      </div>
    </>
  );
}

/** What was reused said its lines in an earlier run: read only for the one node that is asked for. */
function useReusedLogs(run: RunDetail, node: string | undefined) {
  const trpc = useTRPC();
  const reused =
    node === undefined ? [] : run.stages.filter(({ state, nodes }) => state === 'reused' && nodes.includes(node));
  const logs = useQueries({
    queries: reused.map((stage) => trpc.runs.logs.queryOptions({ runId: run.id, stageId: stage.id })),
  });
  const found = logs.map(({ data }) => data as readonly StageLogEntry[] | undefined);
  const read = logs.map(({ dataUpdatedAt }) => dataUpdatedAt).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: `read` says that lines of one of them have come
  return useMemo(
    () => found.flatMap((entries, at) => (entries ?? []).map((entry) => ({ ...entry, stageId: reused[at]!.id }))),
    [read, node],
  );
}

function Waiting() {
  return (
    <div style={{ padding: '8px 14px' }}>
      <Skeleton width="60%" height={10} />
    </div>
  );
}
