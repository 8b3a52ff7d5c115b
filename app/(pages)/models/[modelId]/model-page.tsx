'use client';

import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { NodeResults } from '@/app/_editor/reports/node-results';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { SaveAsHtml } from '@/app/_frame/save-as-html';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { TabPanel, Tabs } from '@/app/_ui/tabs';
import type { ModelVersion } from '@/server/db/models';
import { modelTitle, reportTitle } from '../model-words';
import styles from '../models.module.css';
import { ModelOrigin } from './model-origin';

/** One version of a model: what it is, where it came from down to the rows, and how it was judged. */
export function ModelPage({ id }: { id: string }) {
  const trpc = useTRPC();
  const model = useQuery(trpc.models.get.queryOptions({ id }));
  const shown = useRef<HTMLDivElement>(null);
  const title = model.data ? `${modelTitle(model.data)}, version ${model.data.number}` : 'Model';
  return (
    <Frame place="models">
      <PageHeader
        title={
          <Breadcrumb
            items={[
              { label: 'Models', href: '/models' },
              ...(model.data ? [{ label: model.data.pipelineName }] : []),
              { label: title },
            ]}
          />
        }
        actions={model.data ? <SaveAsHtml of={shown} title={`${model.data.pipelineName}, ${title}`} /> : null}
      />
      <PageBody>
        {model.error ? (
          <ProblemNote error={model.error} what="This model" onRetry={() => model.refetch()} />
        ) : !model.data ? (
          <ListSkeleton rows={6} height={48} />
        ) : (
          <div ref={shown} className={styles.model}>
            <div>
              <h1>{title}</h1>
              <Results key={id} model={model.data} />
            </div>
            <ModelOrigin model={model.data} />
          </div>
        )}
      </PageBody>
    </Frame>
  );
}

/** What training said, and what each node found that read the model. */
function Results({ model }: { model: ModelVersion }) {
  const [node, setNode] = useState(model.node);
  const tabs = [
    { value: model.node, label: 'Model' },
    ...model.reports.map((report) => ({ value: report.node, label: reportTitle(report) })),
  ];
  return (
    <Tabs label="What is known of it" value={node} onChange={setNode} items={tabs}>
      {tabs.map(({ value }) => (
        <TabPanel key={value} value={value}>
          {value === node ? <NodeResults runId={model.runId} nodeId={value} isPage /> : null}
        </TabPanel>
      ))}
    </Tabs>
  );
}
