'use client';

import { ComparisonView } from '@/app/_reports/comparison/comparison-view';
import type { ComparisonReport } from '@/nodes/compare/comparison-report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { useReport } from './use-report';

export function ComparisonReportOf({ run, nodeId }: ResultProps) {
  const report = useReport<ComparisonReport>(run.ports[`${nodeId}.report`]?.key);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <ComparisonView report={found} />}
    </ReportFrame>
  );
}
