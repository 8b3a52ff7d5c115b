'use client';

import type { GateResult } from '@/server/evaluation/check-gates';
import type { EvaluationReport } from '@/server/evaluation/report';
import { EvaluationResults } from './evaluation-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import { useReport } from './use-report';

/** As nodes/evaluate/run.ts writes it. */
type Evaluated = EvaluationReport & { readonly part?: string; readonly gates?: readonly GateResult[] };

export function EvaluationReportOf({ run, nodeId }: ResultProps) {
  const report = useReport<Evaluated>(run.ports[`${nodeId}.report`]?.key);
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) => <EvaluationResults report={found} gates={found.gates ?? []} part={found.part ?? 'judged'} />}
    </ReportFrame>
  );
}
