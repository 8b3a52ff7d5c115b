'use client';

import { ComparisonView } from '@/app/_reports/comparison/comparison-view';
import type { ComparisonReport } from '@/nodes/compare/comparison-report';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { usePortReport } from './use-report';

export function ComparisonReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<ComparisonReport>(run, `${nodeId}.report`);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <ComparisonView report={found} />}
    </ReportFrame>
  );
}
