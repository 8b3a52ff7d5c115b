'use client';

import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { formatDuration, formatFigure, formatInteger } from '@/app/_ui/figures';
import { KeyFigure } from '@/app/_ui/key-figure';
import { Section } from '@/app/_ui/panel';
import { Table, type TableColumn } from '@/app/_ui/table';
import type { TuneReport } from '@/nodes/tune/tune-report';
import type { ResultProps } from './node-results';
import reports from './reports.module.css';
import { TrainingReportOf } from './training-report';
import { BestSoFar, SettingImportance, SettingsAndScore } from './tuning-plots';
import styles from './tuning-report.module.css';
import { ranked, type Trial, type Trials, trialsOfReport, trialsOfRun } from './tuning-trials';
import { usePortReport } from './use-report';

/** A search, while it runs and after: the leaderboard, what mattered, and the model that won. */
export function TuningReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<TuneReport>(run, `${nodeId}.report`).data;
  const found = report ? trialsOfReport(report) : trialsOfRun(run, nodeId);
  if (found.trials.length === 0) return null;
  return (
    <>
      <Headline found={found} report={report} />
      <BestSoFar found={found} />
      <SettingsAndScore found={found} {...(report ? { winner: report.winner } : {})} />
      {report ? <SettingImportance report={report} /> : null}
      <Leaderboard found={found} winner={report?.winner} />
      {report ? <TrainingReportOf run={run} nodeId={nodeId} /> : null}
    </>
  );
}

const STRATEGIES = { grid: 'Grid', random: 'Random', tpe: 'Bayesian (TPE)' } as const;

function Headline({ found, report }: { found: Trials; report: TuneReport | undefined }) {
  const { trials, metric } = found;
  const [best] = ranked(found);
  const open = trials.filter(({ isOpen }) => isOpen).length;
  const without = trials.filter(({ problem }) => problem !== undefined).length;
  return (
    <Section title="Search" note={report ? STRATEGIES[report.strategy] : open > 0 ? 'running' : undefined}>
      <div className={reports.headline}>
        <KeyFigure
          large
          label={`Best ${metric}`}
          value={best?.score === null || best === undefined ? '–' : formatFigure(best.score)}
          sub={best?.deviation ? `± ${formatFigure(best.deviation, 2)} over the folds` : best?.title}
        />
        <KeyFigure
          label="Trials"
          value={
            open > 0
              ? `${formatInteger(trials.length - open)} of ${formatInteger(trials.length)}`
              : formatInteger(trials.length)
          }
          sub={without > 0 ? `${formatInteger(without)} without a score` : 'all came to an end'}
        />
        {report ? (
          <>
            <KeyFigure
              label="Judged on"
              value={report.judgedOn.part === 'folds' ? `${report.judgedOn.rounds} folds` : 'Validation'}
              sub={
                report.learnedTogether.length > 0
                  ? `${report.learnedTogether.join(', ')} learned once for all`
                  : 'steps above learned anew for each'
              }
            />
            <KeyFigure
              label="The winner"
              value={titleOfWinner(found, report)}
              sub={`learned from ${report.learnedFrom}`}
            />
          </>
        ) : null}
      </div>
    </Section>
  );
}

const titleOfWinner = ({ trials }: Trials, { winner }: TuneReport): string =>
  trials.find(({ name }) => name === winner)?.title ?? winner;

const FEW = 10;

function Leaderboard({ found, winner }: { found: Trials; winner: string | undefined }) {
  const [showsAll, setShowsAll] = useState(false);
  const rows = ranked(found);
  const hasRungs = new Set(rows.map(({ share }) => share)).size > 1;
  const columns: readonly TableColumn<Trial>[] = [
    {
      key: 'title',
      header: 'Trial',
      render: ({ name, title }) => (name === winner ? <b className={styles.best}>{title}, the winner</b> : title),
    },
    {
      key: 'score',
      header: found.metric,
      align: 'end',
      render: ({ score, deviation, problem, isOpen }) =>
        score === null ? (
          <span className={styles.why}>{problem ?? (isOpen ? 'to come' : '–')}</span>
        ) : (
          `${formatFigure(score)}${deviation ? ` ± ${formatFigure(deviation, 2)}` : ''}`
        ),
    },
    ...(hasRungs
      ? [
          {
            key: 'share',
            header: 'Effort',
            align: 'end' as const,
            render: ({ share }: Trial) => `${formatFigure(share * 100, 3)} %`,
          },
        ]
      : []),
    ...found.settings.map(({ name, label }) => ({
      key: `setting ${name}`,
      header: label,
      align: 'end' as const,
      render: ({ values }: Trial) => {
        const value = values[name];
        return typeof value === 'number' ? formatFigure(value) : (value ?? '–');
      },
    })),
    {
      key: 'seconds',
      header: 'Took',
      align: 'end',
      optional: true,
      render: ({ seconds }) => (seconds === null ? '–' : formatDuration(seconds * 1000)),
    },
  ];
  return (
    <Section title="Leaderboard" note={`${formatInteger(rows.length)} trials`}>
      <Table
        label="Leaderboard"
        density="dense"
        columns={columns}
        rows={showsAll ? rows : rows.slice(0, FEW)}
        rowKey={({ name }) => name}
      />
      {rows.length > FEW ? (
        <div className={reports.more}>
          <Button size="s" variant="ghost" onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Fewer' : `All ${rows.length}`}
          </Button>
        </div>
      ) : null}
    </Section>
  );
}
