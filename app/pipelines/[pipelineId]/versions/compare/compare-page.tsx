'use client';

import { useQuery } from '@tanstack/react-query';
import { ArrowRight, RotateCcw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { ProblemNote } from '@/app/_editor/timeline/problem-note';
import { Frame } from '@/app/_frame/frame';
import { useTRPC } from '@/app/_lib/trpc';
import { PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import { Button } from '@/app/_ui/button';
import { EmptyState, Skeleton } from '@/app/_ui/feedback';
import { Icon } from '@/app/_ui/icon';
import { IconButton } from '@/app/_ui/icon-button';
import { Select } from '@/app/_ui/select';
import type { OpenedPipeline } from '@/server/api/pipelines';
import type { Comparison as Compared } from '@/server/api/versions';
import { sideOptions } from '../compare-bar';
import { useVersionActions } from '../use-version-actions';
import styles from './compare.module.css';
import { Comparison } from './comparison';

export interface ComparePageProps {
  pipelineId: string;
  /** A version's id, or `draft`. */
  a: string;
  b: string;
}

/** Two sides of a pipeline, on one canvas. */
export function ComparePage({ pipelineId, a, b }: ComparePageProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const opened = useQuery(trpc.pipelines.get.queryOptions({ id: pipelineId }));
  const side = (id: string) => (id === 'draft' ? (`draft:${pipelineId}` as const) : id);
  const compared = useQuery(trpc.versions.diff.queryOptions({ a: side(a), b: side(b) }));
  const pipeline = opened.data as OpenedPipeline | undefined;
  const actions = useVersionActions(pipelineId);
  const go = (next: { a?: string; b?: string }) =>
    router.replace(`/pipelines/${pipelineId}/versions/compare?a=${next.a ?? a}&b=${next.b ?? b}`);
  const options = sideOptions(pipeline?.versions ?? []);
  const version = pipeline?.versions.find((each) => each.id === a);
  const words = (id: string) => options.find((option) => option.value === id)?.label ?? id.slice(0, 7);
  const found = compared.data as Compared | undefined;

  return (
    <Frame
      place="pipelines"
      layout="rail"
      shortcuts={[
        { keys: ['J'], words: 'Next change' },
        { keys: ['K'], words: 'Previous change' },
      ]}
    >
      <PageHeader
        title={
          <Breadcrumb
            items={[
              { label: 'Pipelines', href: '/' },
              { label: pipeline?.pipeline.name ?? '…', href: `/pipelines/${pipelineId}` },
              { label: 'Versions', href: `/pipelines/${pipelineId}/versions` },
              { label: 'Compare' },
            ]}
          />
        }
        facts={
          <span className={styles.sides}>
            <Select label="A, before" value={a} onChange={(next) => go({ a: next })} options={options} />
            <Icon icon={ArrowRight} size="s" />
            <Select label="B, after" value={b} onChange={(next) => go({ b: next })} options={options} />
            <IconButton label="Swap sides" icon="arrow-up-down" size="s" onClick={() => go({ a: b, b: a })} />
          </span>
        }
        actions={
          version && b === 'draft' ? (
            <Button icon={RotateCcw} busy={actions.restore.isPending} onClick={() => actions.restore.mutate(version)}>
              Restore v{version.number}
            </Button>
          ) : null
        }
      />
      {compared.error ? (
        <ProblemNote error={compared.error} what="This comparison" onRetry={() => compared.refetch()} />
      ) : !found ? (
        <div style={{ padding: 28 }}>
          <Skeleton height={240} />
        </div>
      ) : found.diff.isSame ? (
        <EmptyState
          icon="equal"
          title={a === b ? 'Both sides are the same' : 'No difference in meaning'}
          actions={<Button onClick={() => router.push(`/pipelines/${pipelineId}/versions`)}>Choose others</Button>}
        >
          {a === b ? 'Choose two different sides above.' : 'Nodes may stand elsewhere: moving one is not a change.'}
        </EmptyState>
      ) : (
        <Comparison
          key={`${a} ${b}`}
          pipelineId={pipelineId}
          sides={{ a, b }}
          labels={{ a: words(a), b: words(b) }}
          compared={found}
        />
      )}
    </Frame>
  );
}
