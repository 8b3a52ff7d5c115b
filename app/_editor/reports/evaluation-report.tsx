'use client';

import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { EvaluationResults } from './evaluation-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { useReport } from './use-report';

export function EvaluationReportOf({ run, nodeId }: ResultProps) {
  const report = useReport<ModelReport>(run.ports[`${nodeId}.report`]?.key);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <EvaluationResults report={found} />}
    </ReportFrame>
  );
}
