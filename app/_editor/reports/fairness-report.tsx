'use client';

import type { FairnessReport } from '@/nodes/fairness/fairness-report';
import { FairnessResults } from './fairness-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { useReport } from './use-report';

export function FairnessReportOf({ run, nodeId }: ResultProps) {
  const report = useReport<FairnessReport>(run.ports[`${nodeId}.report`]?.key);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <FairnessResults report={found} />}
    </ReportFrame>
  );
}
