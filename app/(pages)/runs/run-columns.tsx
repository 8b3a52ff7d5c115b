import { runKind, runStateWords } from '@/app/_editor/timeline/stage-words';
import { formatDuration, formatFigure } from '@/app/_ui/figures';
import { State } from '@/app/_ui/glyphs';
import { Ago } from '@/app/_ui/moment';
import type { TableColumn } from '@/app/_ui/table';
import { Checkbox } from '@/app/_ui/toggles';
import type { RunListEntry } from '@/server/db/run-views';
import styles from './runs.module.css';
import { StageStrip } from './stage-strip';

const run: TableColumn<RunListEntry> = {
  key: 'run',
  header: 'Run',
  width: 150,
  render: (entry) => <State kind={runKind(entry.state)} words={`${runStateWords(entry.state)} · ${entry.number}`} />,
};

const rest: readonly TableColumn<RunListEntry>[] = [
  {
    key: 'pipeline',
    header: 'Pipeline',
    sortable: true,
    render: (entry) => (
      <span className={styles.what}>
        {entry.pipelineName ?? <span className={styles.muted}>{entry.documentName}</span>}
        {entry.error ? <span title={entry.error.message}>{entry.error.message}</span> : null}
      </span>
    ),
  },
  {
    key: 'version',
    header: 'Version',
    width: 110,
    optional: true,
    render: (entry) =>
      entry.pipelineId === null ? null : entry.versionNumber === null ? (
        <span className={styles.muted}>draft</span>
      ) : (
        <>
          v{entry.versionNumber}
          {entry.publish ? <span className={styles.muted}> published</span> : null}
        </>
      ),
  },
];

const stages: TableColumn<RunListEntry> = {
  key: 'stages',
  header: 'Stages',
  width: 300,
  optional: true,
  render: (entry) => <StageStrip states={entry.stageStates} />,
};

const times: readonly TableColumn<RunListEntry>[] = [
  {
    key: 'took',
    header: 'Took',
    width: 80,
    align: 'end',
    sortable: true,
    render: (entry) =>
      entry.endedAt === null
        ? '…'
        : formatDuration(new Date(entry.endedAt).getTime() - new Date(entry.createdAt).getTime()),
  },
  {
    key: 'started',
    header: 'Started',
    width: 90,
    align: 'end',
    sortable: true,
    render: (entry) => (
      <span className={styles.muted}>
        <Ago at={entry.createdAt} suffix />
      </span>
    ),
  },
];

/** `evaluate.auc` → "auc of evaluate" */
export const figureWords = (figure: string): string => {
  const [node, ...name] = figure.split('.');
  return `${name.join('.')} · ${node}`;
};

/** What can be told of each run: the figures that were asked for stand in the place of the stages. */
export function runColumns(
  figures: readonly string[],
  chosen: ReadonlySet<string>,
  onChoose: (run: RunListEntry, isChosen: boolean) => void,
): TableColumn<RunListEntry>[] {
  const choice: TableColumn<RunListEntry> = {
    key: 'choice',
    header: <span className={styles.unseen}>Compare</span>,
    width: 34,
    render: (entry) => (
      <span className={styles.choice}>
        <Checkbox
          aria-label={`Compare run ${entry.number}`}
          checked={chosen.has(entry.id)}
          onChange={(isChosen) => onChoose(entry, isChosen)}
        />
      </span>
    ),
  };
  const measured = figures.map(
    (figure): TableColumn<RunListEntry> => ({
      key: figure,
      header: <span title={figure}>{figureWords(figure)}</span>,
      width: 130,
      align: 'end',
      sortable: true,
      render: ({ results }) => (results[figure] === undefined ? '' : formatFigure(results[figure])),
    }),
  );
  return [run, choice, ...rest, ...(measured.length > 0 ? measured : [stages]), ...times];
}
