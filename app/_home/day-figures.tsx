import { formatCount, formatShare } from '@/app/_ui/figures';
import { KeyFigure, KeyFigures } from '@/app/_ui/key-figure';
import type { HomeOverview } from '@/server/api/home';

/** The last 24 hours in four numbers. */
export function DayFigures({ pipelineCount, day }: { pipelineCount: number; day: HomeOverview['day'] }) {
  const stages = day.stagesRun + day.stagesReused;
  return (
    <KeyFigures label="The last 24 hours">
      <KeyFigure
        inline
        label="Published"
        value={day.published}
        sub={`of ${pipelineCount} ${pipelineCount === 1 ? 'pipeline' : 'pipelines'}`}
      />
      <KeyFigure
        inline
        label="Runs, 24 h"
        value={formatCount(day.runs)}
        sub={day.runs === 0 ? 'none yet' : `${formatCount(day.failed)} failed, ${formatCount(day.running)} running`}
      />
      <KeyFigure
        inline
        label="Stages reused, 24 h"
        value={stages === 0 ? '–' : formatShare(day.stagesReused / stages)}
        sub={stages === 0 ? 'none yet' : `${formatCount(day.stagesReused)} of ${formatCount(stages)}`}
      />
      <KeyFigure
        inline
        label="Requests, 24 h"
        value={formatCount(day.requests)}
        sub={day.requests + day.refused === 0 ? 'none yet' : `${formatCount(day.refused)} refused`}
      />
    </KeyFigures>
  );
}
