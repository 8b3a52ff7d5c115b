import { Note } from '@/app/_ui/feedback';
import { formatDuration, formatFigure, formatInteger } from '@/app/_ui/figures';
import { StateGlyph } from '@/app/_ui/glyphs';
import { Section } from '@/app/_ui/panel';
import type { StageDetail } from '@/server/db/run-views';
import { isOneOfMany, partWords, stageKind, stageStateWords } from '../timeline/stage-words';
import type { ResultProps } from './node-results';
import styles from './reports.module.css';

/** What happened to a node in the run, in the words of its stages; what went wrong comes first. */
export function StageFacts({ run, nodeId }: ResultProps) {
  const own = run.stages.filter((stage) => stage.node === nodeId);
  const stages = own.length > 0 ? own : run.stages.filter((stage) => stage.nodes.includes(nodeId));
  const failed = stages.find((stage) => stage.state === 'failed');
  const many = stages.filter(isOneOfMany);
  if (stages.length === 0) {
    return (
      <Section title={`Run ${run.number}`}>
        <p className={styles.muted}>
          {run.document.nodes[nodeId]
            ? 'Its work is part of the query of a node below it.'
            : 'This node was not part of that run.'}
        </p>
      </Section>
    );
  }
  return (
    <Section title={`Run ${run.number}`} note={tookWords(stages)}>
      {failed?.error ? (
        <Note tone="bad" glyph={<StateGlyph kind="failed" />} title={failed.error.message}>
          {failed.error.hint}
        </Note>
      ) : null}
      <StageList stages={stages.filter((stage) => !isOneOfMany(stage))} />
      {many.length > 0 ? (
        <details>
          <summary>{countWords(many)}</summary>
          <StageList stages={many} />
        </details>
      ) : null}
    </Section>
  );
}

function StageList({ stages }: { stages: readonly StageDetail[] }) {
  return (
    <ul className={styles.checks}>
      {stages.map((stage) => {
        const part = partWords(stage);
        return (
          <li key={stage.id}>
            <StateGlyph kind={stageKind(stage.state)} />
            <span>
              {stageStateWords(stage.state)}
              {part === undefined ? '' : ` · ${part}`}
              {stage.attempt > 1 && stage.state !== 'reused' ? ` · ${stage.attempt} attempts` : ''}
            </span>
            <span className={styles.found}>{figuresOf(stage)}</span>
            <span className={styles.because}>{stage.reason}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** "18 more stages: 12 done, 4 reused, 2 waiting". */
function countWords(stages: readonly StageDetail[]): string {
  const counts = new Map<string, number>();
  for (const { state } of stages) {
    const words = stageStateWords(state).toLowerCase();
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const parts = [...counts].map(([words, count]) => `${formatInteger(count)} ${words}`);
  return `${formatInteger(stages.length)} more stages: ${parts.join(', ')}`;
}

function tookWords(stages: readonly StageDetail[]): string | undefined {
  const took = stages.reduce((sum, stage) => sum + (stage.state === 'reused' ? 0 : (stage.durationMs ?? 0)), 0);
  return took > 0 ? formatDuration(took) : undefined;
}

function figuresOf({ summary }: StageDetail): string {
  const { rows, columns } = summary ?? {};
  if (typeof rows === 'number' && typeof columns === 'number') {
    return `${formatInteger(rows)} × ${formatInteger(columns)}`;
  }
  const first = Object.entries(summary ?? {}).find(([, value]) => typeof value === 'number');
  return first ? `${first[0]} ${formatFigure(first[1] as number)}` : '';
}
