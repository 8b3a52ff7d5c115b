'use client';

import { useQuery } from '@tanstack/react-query';
import { FileJson, KeyRound, Workflow } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/code-block';
import type { EndpointDetail } from '@/server/api/endpoints';
import { DriftState, EndpointState } from '../endpoint-health';
import styles from '../endpoints.module.css';
import { ContractPanel } from './contract-panel';
import { DriftPanel } from './drift-panel';
import { EndpointFigures } from './endpoint-figures';
import { KeysDialog } from './keys-dialog';
import { ModelsPanel } from './models-panel';
import { RequestsPanel } from './requests-panel';
import { TrafficPanel } from './traffic-panel';
import { TryPanel } from './try-panel';

/** One endpoint: what it takes, how it answers, who may ask, and whether it drifts. */
export function EndpointPage({ slug }: { slug: string }) {
  const trpc = useTRPC();
  const endpoint = useQuery({ ...trpc.endpoints.get.queryOptions({ slug }), refetchInterval: 10_000 });
  const found = endpoint.data as EndpointDetail | undefined;
  return (
    <Frame place="endpoints">
      {endpoint.error ? (
        <>
          <PageHeader title={<Breadcrumb items={[{ label: 'Endpoints', href: '/endpoints' }, { label: slug }]} />} />
          <ProblemNote error={endpoint.error} what="This endpoint" onRetry={() => endpoint.refetch()} />
        </>
      ) : found ? (
        <OneEndpoint endpoint={found} />
      ) : (
        <>
          <PageHeader title={<Breadcrumb items={[{ label: 'Endpoints', href: '/endpoints' }, { label: slug }]} />} />
          <PageBody>
            <ListSkeleton />
          </PageBody>
        </>
      )}
    </Frame>
  );
}

function OneEndpoint({ endpoint }: { endpoint: EndpointDetail }) {
  const router = useRouter();
  const [showsKeys, setShowsKeys] = useState(false);
  const keys = endpoint.keys.filter((key) => key.revokedAt === null);
  return (
    <>
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Endpoints', href: '/endpoints' }, { label: endpoint.slug }]} />}
        facts={
          <>
            <EndpointState endpoint={endpoint} soft />
            {endpoint.drift && endpoint.drift.status !== 'ok' ? (
              <DriftState status={endpoint.drift.status} soft />
            ) : null}
          </>
        }
        actions={
          <>
            <span className={styles.address}>
              <b>POST</b>
              <span title={endpoint.predictUrl}>{endpoint.predictUrl}</span>
              <CopyButton text={endpoint.predictUrl} label="Copy the address" />
            </span>
            <Button icon={KeyRound} onClick={() => setShowsKeys(true)}>
              {keys.length} {keys.length === 1 ? 'key' : 'keys'}
            </Button>
            <Button icon={FileJson} onClick={() => window.open(endpoint.docsUrl, '_blank', 'noopener')}>
              OpenAPI
            </Button>
            {endpoint.pipelineId ? (
              <Button icon={Workflow} onClick={() => router.push(`/pipelines/${endpoint.pipelineId}`)}>
                Open pipeline
              </Button>
            ) : null}
          </>
        }
      />
      <EndpointFigures endpoint={endpoint} />
      <PageBody>
        <div className={styles.grid}>
          <ContractPanel endpoint={endpoint} />
          <TryPanel endpoint={endpoint} />
          <ModelsPanel endpoint={endpoint} />
          <TrafficPanel slug={endpoint.slug} since={endpoint.createdAt} />
          <DriftPanel slug={endpoint.slug} />
          <RequestsPanel slug={endpoint.slug} />
        </div>
      </PageBody>
      <KeysDialog open={showsKeys} onOpenChange={setShowsKeys} endpoint={endpoint} />
    </>
  );
}
