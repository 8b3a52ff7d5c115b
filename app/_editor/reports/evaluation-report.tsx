'use client';

import { Maximize2 } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useContext, useState } from 'react';
import type { OnThreshold } from '@/app/_reports/evaluation/threshold-chooser';
import { Button } from '@/app/_ui/button';
import { Sheet } from '@/app/_ui/sheet';
import { toast } from '@/app/_ui/toast';
import type { ModelReport } from '@/nodes/evaluate/evaluation-report';
import { type Editor, EditorContext } from '../editor';
import { nodeTitle } from '../timeline/stage-words';
import { EvaluationResults } from './evaluation-results';
import type { ResultProps } from './node-results';
import { ReportFrame } from './report-frame';
import styles from './reports.module.css';
import { usePortReport } from './use-report';

const EvaluationView = dynamic(
  () => import('@/app/_reports/evaluation/evaluation-view').then((module) => module.EvaluationView),
  { ssr: false },
);

/** What the evaluation found in short, with the whole report over the screen; on a page of its own, the whole at once. */
export function EvaluationReportOf({ run, nodeId, isPage }: ResultProps & { isPage?: boolean }) {
  const editor = useContext(EditorContext);
  const [isOpen, setIsOpen] = useState(false);
  const report = usePortReport<ModelReport>(run, `${nodeId}.report`);
  const isDrawn = editor?.document.getState().doc.nodes[nodeId] !== undefined;
  return (
    <ReportFrame query={report} absent="The report is written when this stage ends.">
      {(found) =>
        isPage ? (
          <EvaluationView report={found} />
        ) : (
          <>
            <div className={styles.open}>
              <Button icon={Maximize2} onClick={() => setIsOpen(true)}>
                Open the whole report
              </Button>
            </div>
            <EvaluationResults report={found} />
            <Sheet
              open={isOpen}
              onOpenChange={setIsOpen}
              title={nodeTitle(run.document, nodeId)}
              note={`predicts ${found.target} · run ${run.number}`}
            >
              <EvaluationView
                report={found}
                onThreshold={
                  editor && isDrawn
                    ? (choice) => {
                        take(editor, nodeId, choice);
                        setIsOpen(false);
                      }
                    : undefined
                }
              />
            </Sheet>
          </>
        )
      }
    </ReportFrame>
  );
}

/** Writes what was chosen in the report into the node's settings, as one edit that can be undone. */
function take(editor: Editor, id: string, choice: Parameters<OnThreshold>[0]): void {
  const { threshold, thresholdBasis, costs } = choice;
  editor.document.getState().dispatch(
    [
      { kind: 'set-setting', id, path: ['threshold'], value: threshold },
      { kind: 'set-setting', id, path: ['thresholdBasis'], value: thresholdBasis },
      { kind: 'set-setting', id, path: ['costs'], value: costs },
    ],
    `Decide “positive” from ${threshold}`,
  );
  toast({
    tone: 'good',
    title: `Decides “positive” from ${threshold}`,
    description: 'Run the pipeline to judge the model with it.',
  });
}
