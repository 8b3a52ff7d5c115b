'use client';

import { ArrowUpRight, FlaskConical } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { Icon } from '@/app/_ui/icon';
import type { Analysis } from '@/server/compiler/analysis';
import type { RunDetail } from '@/server/db/run-views';
import { RunAction } from '../run/run-action';
import { NodeLog } from '../timeline/node-log';
import { ProblemNote } from '../timeline/problem-note';
import { useLiveRun } from '../timeline/use-live-run';
import { CalibrationReportOf } from './calibration-report';
import { ComparisonReportOf } from './comparison-report';
import { DeployReport } from './deploy-report';
import { EvaluationReportOf } from './evaluation-report';
import { ExplanationReportOf } from './explanation-report';
import { ExportReportOf } from './export-report';
import { FairnessReportOf } from './fairness-report';
import { JoinReportOf } from './join-report';
import { LearnedReport } from './learned-report';
import { MonitorReport } from './monitor-report';
import styles from './reports.module.css';
import { SourceReport } from './source-report';
import { SplitReportOf } from './split-report';
import { StageFacts } from './stage-facts';
import { TrainingReportOf } from './training-report';
import { TuningReportOf } from './tuning-report';
import { ValidationReportOf } from './validation-report';

export interface NodeResultsProps {
  readonly runId: string | null;
  readonly nodeId: string;
  /** What the editor knows without a run; the run says the rest. */
  readonly analysis?: Analysis | undefined;
  /** It has a page of its own: no link to it. */
  readonly isPage?: boolean;
}

export interface ResultProps {
  readonly run: RunDetail;
  readonly nodeId: string;
  /** There is room: show all of it. */
  readonly isPage?: boolean;
}

const resultsByType: Readonly<Record<string, (props: ResultProps) => ReactNode>> = {
  source: SourceReport,
  validate: ValidationReportOf,
  split: SplitReportOf,
  impute: LearnedReport,
  encode: LearnedReport,
  join: JoinReportOf,
  train: TrainingReportOf,
  tune: TuningReportOf,
  calibrate: CalibrationReportOf,
  evaluate: EvaluationReportOf,
  fairness: FairnessReportOf,
  compare: ComparisonReportOf,
  explain: ExplanationReportOf,
  deploy: DeployReport,
  monitor: MonitorReport,
  export: ExportReportOf,
};

/** What a node found out in a run: metrics, rules, learned values, what was published. */
export function NodeResults({ runId, nodeId, isPage = false }: NodeResultsProps) {
  const run = useLiveRun(runId);
  if (runId === null) {
    return (
      <EmptyState icon={FlaskConical} title="No results yet" actions={<RunAction />}>
        After a run, what this node found out stands here.
      </EmptyState>
    );
  }
  if (run.error) return <ProblemNote error={run.error} what="This result" onRetry={() => run.refetch()} />;
  if (!run.data) {
    return (
      <div style={{ padding: 14 }}>
        <Skeleton height={64} />
      </div>
    );
  }
  const type = run.data.document.nodes[nodeId]?.type;
  const Result = type === undefined ? undefined : resultsByType[type];
  return (
    <div className={styles.results}>
      <StageFacts run={run.data} nodeId={nodeId} />
      {isPage ? null : <NodeLog run={run.data} nodeId={nodeId} version={run.dataUpdatedAt} />}
      {Result && !isPage ? (
        <Link className={styles.whole} href={`/runs/${runId}/report/${encodeURIComponent(nodeId)}`} data-not-in-file>
          Open as a page <Icon icon={ArrowUpRight} size="xs" />
        </Link>
      ) : null}
      {Result ? <Result run={run.data} nodeId={nodeId} isPage={isPage} /> : null}
    </div>
  );
}
