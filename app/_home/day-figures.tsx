import { formatCount, formatDuration, formatShare } from '@/app/_ui/figures';
import { KeyFigure, KeyFigures } from '@/app/_ui/key-figure';
import type { EndpointSummary } from '@/server/db/endpoint-views';
import type { RunListEntry } from '@/server/db/run-views';
import { runLength } from './pipeline-health';

export interface DayFiguresProps {
  pipelineCount: number;
  runs: readonly RunListEntry[];
  endpoints: readonly EndpointSummary[];
}

/** The last 24 hours in four numbers. */
export function DayFigures({ pipelineCount, runs, endpoints }: DayFiguresProps) {
  const since = Date.now() - 86_400_000;
  const today = runs.filter((run) => new Date(run.createdAt).getTime() > since);
  const count = (state: RunListEntry['state']) => today.filter((run) => run.state === state).length;
  const reused = today.reduce((sum, run) => sum + (run.stageStates.reused ?? 0), 0);
  const ran = today.reduce((sum, run) => sum + (run.stageStates.done ?? 0), 0);
  const live = endpoints.filter((endpoint) => endpoint.current !== null);
  const requests = endpoints.reduce((sum, endpoint) => sum + endpoint.requestCount, 0);
  const errors = endpoints.reduce((sum, endpoint) => sum + endpoint.errorCount, 0);
  const published = new Set(live.map((endpoint) => endpoint.pipelineId ?? endpoint.id)).size;
  const longest = Math.max(0, ...today.map(runLength));
  return (
    <KeyFigures label="The last 24 hours">
      <KeyFigure inline label="Published" value={published} sub={`of ${pipelineCount} pipelines`} />
      <KeyFigure
        inline
        label="Runs, 24 h"
        value={today.length}
        sub={
          today.length === 0
            ? 'none yet'
            : `${count('failed')} failed, ${count('running')} running, longest ${formatDuration(longest)}`
        }
      />
      <KeyFigure
        inline
        label="Stages reused, 24 h"
        value={reused + ran === 0 ? '–' : formatShare(reused / (reused + ran))}
        sub={`${formatCount(reused)} of ${formatCount(reused + ran)}`}
      />
      <KeyFigure
        inline
        label="Requests, 24 h"
        value={formatCount(requests)}
        sub={requests + errors === 0 ? 'none yet' : `${formatCount(errors)} refused`}
      />
    </KeyFigures>
  );
}
