import { useNow } from '@/app/_editor/timeline/use-now';
import { Skeleton } from '@/app/_ui/feedback';
import { formatDuration } from '@/app/_ui/figures';
import { KeyFigure, KeyFigures } from '@/app/_ui/key-figure';
import { Ago, exactWords } from '@/app/_ui/moment';
import type { RunDetail } from '@/server/db/run-views';
import styles from '../runs.module.css';

/** A run in a few numbers. */
export function RunFigures({ run }: { run: RunDetail | undefined }) {
  const now = useNow(run?.state === 'running', 500);
  if (!run) {
    return (
      <div className={styles.figures}>
        <Skeleton width={420} height={40} />
      </div>
    );
  }
  const count = (state: keyof RunDetail['stageStates']) => run.stageStates[state] ?? 0;
  const took = (run.endedAt ? new Date(run.endedAt).getTime() : now) - new Date(run.createdAt).getTime();
  const parameters = Object.entries(run.parameters);
  return (
    <div className={styles.figures}>
      <KeyFigures label="The run in numbers">
        <KeyFigure
          label="Started"
          value={<Ago at={run.createdAt} suffix />}
          sub={<span suppressHydrationWarning>{exactWords(run.createdAt)}</span>}
        />
        <KeyFigure label={run.endedAt ? 'Took' : 'Running for'} value={formatDuration(Math.max(0, took))} />
        <KeyFigure label="New" value={count('done')} sub={`of ${run.stageCount} stages`} />
        <KeyFigure label="Reused" value={count('reused')} sub="same data and settings" />
        {count('failed') > 0 ? <KeyFigure label="Failed" value={count('failed')} tone="bad" sub="see below" /> : null}
        <KeyFigure
          label="Version"
          value={run.versionNumber === null ? 'draft' : `v${run.versionNumber}`}
          sub={run.publish ? 'started with Publish' : 'not published'}
        />
        {parameters.length > 0 ? (
          <KeyFigure
            label="Parameters"
            value={parameters.length}
            sub={parameters
              .slice(0, 3)
              .map(([name, value]) => `${name} = ${value}`)
              .join(', ')}
          />
        ) : null}
      </KeyFigures>
    </div>
  );
}
