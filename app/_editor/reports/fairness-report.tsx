'use client';

import type { FairnessReport } from '@/nodes/fairness/fairness-report';
import { FairnessResults } from './fairness-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { usePortReport } from './use-report';

export function FairnessReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<FairnessReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <FairnessResults report={found} />}
    </ReportFrame>
  );
}
