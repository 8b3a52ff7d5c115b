'use client';

import { useQuery } from '@tanstack/react-query';
import { GitCompare, History, Save } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { Frame } from '@/app/_frame/frame';
import { ListSkeleton } from '@/app/_frame/list-skeleton';
import { NameDialog } from '@/app/_home/name-dialog';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/feedback';
import { State } from '@/app/_ui/glyphs';
import type { OpenedPipeline } from '@/server/api/pipelines';
import { CompareBar } from './compare-bar';
import { useVersionActions } from './use-version-actions';
import { VersionTable } from './version-table';

/** The versions of a pipeline, newest first, and the draft they are made from. */
export function VersionList({ pipelineId }: { pipelineId: string }) {
  const trpc = useTRPC();
  const opened = useQuery(trpc.pipelines.get.queryOptions({ id: pipelineId }));
  return (
    <Frame place="pipelines">
      {opened.error ? (
        <>
          <PageHeader title="Versions" />
          <ProblemNote error={opened.error} what="This pipeline" onRetry={() => opened.refetch()} />
        </>
      ) : (
        <Versions pipelineId={pipelineId} opened={opened.data as OpenedPipeline | undefined} />
      )}
    </Frame>
  );
}

function Versions({ pipelineId, opened }: { pipelineId: string; opened: OpenedPipeline | undefined }) {
  const router = useRouter();
  const actions = useVersionActions(pipelineId);
  const [asksMessage, setAsksMessage] = useState(false);
  const versions = opened?.versions ?? [];
  const unsaved = opened !== undefined && opened.savedAs === null;
  const last = versions[0];
  return (
    <>
      <PageHeader
        title={
          <Breadcrumb
            items={[
              { label: 'Pipelines', href: '/' },
              { label: opened?.pipeline.name ?? '…', href: `/pipelines/${pipelineId}` },
              { label: 'Versions' },
            ]}
          />
        }
        facts={
          opened ? (
            unsaved ? (
              <State soft kind="stale" words={last ? 'Draft has unsaved changes' : 'Never saved'} />
            ) : (
              <State soft kind="done" words={`Draft is version ${opened.savedAs?.number}`} />
            )
          ) : null
        }
        actions={
          <>
            {last && unsaved ? (
              <Button
                icon={GitCompare}
                onClick={() => router.push(`/pipelines/${pipelineId}/versions/compare?a=${last.id}&b=draft`)}
              >
                What changed since v{last.number}
              </Button>
            ) : null}
            <Button variant="primary" icon={Save} disabled={!unsaved} onClick={() => setAsksMessage(true)}>
              Save version
            </Button>
          </>
        }
      />
      <PageBody>
        {!opened ? (
          <ListSkeleton />
        ) : versions.length === 0 ? (
          <EmptyState
            icon={History}
            title="No versions yet"
            actions={<Button onClick={() => setAsksMessage(true)}>Save the draft as version 1</Button>}
            steps={[
              'Save the draft when it says what you mean.',
              'Compare any two on the canvas.',
              'Publish a version: only saved ones answer requests.',
            ]}
          >
            A version is a draft that stays as it is: numbered, hashed, with a message.
          </EmptyState>
        ) : (
          <>
            <CompareBar pipelineId={pipelineId} versions={versions} />
            <VersionTable
              pipelineId={pipelineId}
              pipelineName={opened.pipeline.name}
              versions={versions}
              actions={actions}
            />
          </>
        )}
      </PageBody>
      <NameDialog
        open={asksMessage}
        onOpenChange={setAsksMessage}
        title={`Save version ${(last?.number ?? 0) + 1}`}
        description="One line for those who read the list later: what this version is for."
        label="Message"
        initial=""
        action="Save"
        busy={actions.save.isPending}
        onSubmit={(message) => actions.save.mutate(message, { onSuccess: () => setAsksMessage(false) })}
      />
    </>
  );
}
