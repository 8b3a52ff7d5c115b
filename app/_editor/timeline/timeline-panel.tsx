'use client';

import { Timer } from 'lucide-react';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import type { RunDetail } from '@/server/db/run-views';
import { ProblemNote } from './problem-note';
import { stageTitle } from './stage-words';
import { tickWords, timeScale } from './time-scale';
import styles from './timeline.module.css';
import { TimelineRow } from './timeline-row';
import { useLiveRun } from './use-live-run';
import { useNow } from './use-now';

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
      <EmptyState icon={Timer} title="No run yet">
        Run the pipeline: every stage gets a line here, with its time and the reason it ran or was reused.
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

function Lines({ run, selectedNode, onSelectNode }: LinesProps) {
  const works = run.state === 'running';
  const now = useNow(works);
  const begin = new Date(run.createdAt).getTime();
  const end = run.endedAt ? new Date(run.endedAt).getTime() : now;
  const scale = timeScale(end - begin);
  return (
    <div className={styles.panel}>
      <div className={styles.sheet}>
        <div className={styles.axis}>
          <span>
            {run.stages.length} {run.stages.length === 1 ? 'stage' : 'stages'}
          </span>
          <span className={styles.ticks}>
            {scale.ticks.map((tick) => (
              <span key={tick} style={{ left: `${(tick / scale.total) * 100}%` }}>
                {tickWords(tick)}
              </span>
            ))}
          </span>
          <span className={styles.time}>took</span>
          <span>why</span>
        </div>
        <ul aria-label={`Stages of run ${run.number}`}>
          {run.stages.map((stage) => (
            <TimelineRow
              key={stage.id}
              stage={stage}
              title={stageTitle(run.document, stage)}
              begin={begin}
              now={end}
              scale={scale}
              selected={selectedNode !== null && stage.nodes.includes(selectedNode)}
              onSelect={onSelectNode ? () => onSelectNode(stage.node) : undefined}
            />
          ))}
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
