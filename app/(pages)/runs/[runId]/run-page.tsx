'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Ban, Workflow, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { NodeResults } from '@/app/_editor/reports/node-results';
import { LogsPanel } from '@/app/_editor/timeline/logs-panel';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { nodeTitle, runKind, runStateWords } from '@/app/_editor/timeline/stage-words';
import { TimelinePanel } from '@/app/_editor/timeline/timeline-panel';
import { useLiveRun } from '@/app/_editor/timeline/use-live-run';
import { Frame } from '@/app/_frame/frame';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Button } from '@/app/_ui/button';
import { State } from '@/app/_ui/glyphs';
import { IconButton } from '@/app/_ui/icon-button';
import { Splitter } from '@/app/_ui/splitter';
import { TabPanel, Tabs } from '@/app/_ui/tabs';
import type { RunDetail } from '@/server/db/run-views';
import styles from '../runs.module.css';
import { RunFigures } from './run-figures';
import { RunSource } from './run-source';

/** One run: its stages, what they said and found out, and what was executed. */
export function RunPage({ runId }: { runId: string }) {
  const run = useLiveRun(runId);
  return (
    <Frame place="runs">
      {run.error ? (
        <>
          <PageHeader title={<Breadcrumb items={[{ label: 'Runs', href: '/runs' }, { label: 'Run' }]} />} />
          <ProblemNote error={run.error} what="This run" onRetry={() => run.refetch()} />
        </>
      ) : (
        <OneRun runId={runId} run={run.data} />
      )}
    </Frame>
  );
}

function OneRun({ runId, run }: { runId: string; run: RunDetail | undefined }) {
  const router = useRouter();
  // Undefined: nothing was chosen yet, so the page shows what matters most. Null: it was closed.
  const [node, setNode] = useState<string | null | undefined>(undefined);
  const shown = node === undefined ? (run ? foremostNode(run) : null) : node;
  return (
    <div className={styles.run}>
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Runs', href: '/runs' }, { label: run ? `Run ${run.number}` : 'Run' }]} />}
        facts={run ? <State soft kind={runKind(run.state)} words={runStateWords(run.state)} /> : null}
        actions={
          <>
            {run?.state === 'running' ? <CancelButton runId={runId} /> : null}
            {run?.pipelineId ? (
              <Button icon={Workflow} onClick={() => router.push(`/pipelines/${run.pipelineId}?run=${runId}`)}>
                Open on the canvas
              </Button>
            ) : null}
          </>
        }
      />
      <RunFigures run={run} />
      <div className={styles.work}>
        <Splitter
          sized="end"
          initial={400}
          min={300}
          label="Width of the results"
          storageKey="sluice-run-results"
          collapsed={shown === null || run === undefined}
        >
          {[
            <Work key="work" runId={runId} run={run} node={shown} onNode={setNode} />,
            shown && run ? (
              <div key="side" className={styles.side}>
                <header className={styles.sideHead}>
                  <h2>{nodeTitle(run.document, shown)}</h2>
                  <span style={{ marginLeft: 'auto' }}>
                    <IconButton label="Close" icon={X} size="s" onClick={() => setNode(null)} />
                  </span>
                </header>
                <NodeResults runId={runId} nodeId={shown} />
              </div>
            ) : null,
          ]}
        </Splitter>
      </div>
    </div>
  );
}

/** Where a person looks first: at what failed, else at the evaluation. */
function foremostNode(run: RunDetail): string | null {
  const failed = run.stages.find((stage) => stage.state === 'failed');
  const judged = run.stages.find((stage) => run.document.nodes[stage.node]?.type === 'evaluate');
  return failed?.node ?? (run.state === 'running' ? null : (judged?.node ?? null));
}

interface WorkProps {
  runId: string;
  run: RunDetail | undefined;
  node: string | null;
  onNode: (node: string) => void;
}

function Work({ runId, run, node, onNode }: WorkProps) {
  const [tab, setTab] = useState<'timeline' | 'logs' | 'spec'>('timeline');
  return (
    <Tabs
      label="Parts of the run"
      value={tab}
      onChange={setTab}
      className={styles.tabs}
      listClassName={styles.tabList}
      items={[
        { value: 'timeline', label: 'Timeline' },
        { value: 'logs', label: 'Logs' },
        { value: 'spec', label: 'What was executed' },
      ]}
    >
      <TabPanel value="timeline" className={styles.tab}>
        <TimelinePanel runId={runId} selectedNode={node} onSelectNode={onNode} />
      </TabPanel>
      <TabPanel value="logs" className={styles.tab}>
        <LogsPanel runId={runId} nodeId={node} />
      </TabPanel>
      <TabPanel value="spec" className={styles.tab}>
        {run ? <RunSource run={run} /> : null}
      </TabPanel>
    </Tabs>
  );
}

function CancelButton({ runId }: { runId: string }) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => direct.runs.cancel.mutate({ runId }),
    onSuccess: () => client.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ runId }) }),
    onError: sayProblem('The run was not cancelled'),
  });
  return (
    <Button icon={Ban} busy={cancel.isPending} onClick={() => cancel.mutate()}>
      Cancel
    </Button>
  );
}
