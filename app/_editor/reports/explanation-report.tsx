'use client';

import type { ExplanationReport } from '@/nodes/explain/explanation-report';
import { ExplanationResults } from './explanation-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { usePortReport } from './use-report';

export function ExplanationReportOf({ run, nodeId }: ResultProps) {
  const report = usePortReport<ExplanationReport>(run, `${nodeId}.report`);
  const wire = run.document.wires.find(({ to }) => to.node === nodeId && to.port === 'model');
  const modelKey = wire && run.ports[`${wire.from.node}.${wire.from.port}`]?.key;
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <ExplanationResults report={found} modelKey={modelKey} />}
    </ReportFrame>
  );
}
