'use client';

import { Link2 } from 'lucide-react';
import { useRef } from 'react';
import { NodeResults } from '@/app/_editor/reports/node-results';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { nodeTitle } from '@/app/_editor/timeline/stage-words';
import { useLiveRun } from '@/app/_editor/timeline/use-live-run';
import { Frame } from '@/app/_frame/frame';
import { SaveAsHtml } from '@/app/_frame/save-as-html';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Button } from '@/app/_ui/button';
import { exactWords } from '@/app/_ui/moment';
import { toast } from '@/app/_ui/toast';
import styles from './report.module.css';

/** What one node of a run found out, with room to read it: to be shared by its address, or as a file. */
export function ReportPage({ runId, nodeId }: { runId: string; nodeId: string }) {
  const run = useLiveRun(runId);
  const report = useRef<HTMLElement>(null);
  const title = run.data ? nodeTitle(run.data.document, nodeId) : 'Report';
  const number = run.data ? `Run ${run.data.number}` : 'Run';
  return (
    <Frame place="runs">
      <PageHeader
        title={
          <Breadcrumb
            items={[{ label: 'Runs', href: '/runs' }, { label: number, href: `/runs/${runId}` }, { label: title }]}
          />
        }
        actions={
          <>
            <Button
              icon={Link2}
              onClick={async () => {
                await navigator.clipboard.writeText(window.location.href);
                toast({ title: 'The address is copied' });
              }}
            >
              Copy the address
            </Button>
            <SaveAsHtml of={report} title={`${title}, ${number}`} />
          </>
        }
      />
      <PageBody>
        {run.error ? (
          <ProblemNote error={run.error} what="This run" onRetry={() => run.refetch()} />
        ) : (
          <article ref={report} className={styles.report} aria-label={title}>
            {run.data ? (
              <header className={styles.head}>
                <h1>{title}</h1>
                <p>
                  {run.data.document.name}, {number.toLowerCase()}
                  {run.data.versionNumber === null ? '' : ` of version ${run.data.versionNumber}`},{' '}
                  <span suppressHydrationWarning>{exactWords(run.data.createdAt)}</span>. Spec{' '}
                  {run.data.specHash.slice(0, 12)}.
                </p>
              </header>
            ) : null}
            <NodeResults runId={runId} nodeId={nodeId} isPage />
          </article>
        )}
      </PageBody>
    </Frame>
  );
}
