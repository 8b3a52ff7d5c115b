'use client';

import { useQuery } from '@tanstack/react-query';
import { Frame } from '@/app/_frame/frame';
import { ExampleGallery } from '@/app/_home/example-gallery';
import { useTRPC } from '@/app/_lib/trpc';
import { PageBody, PageHeader } from '@/app/_ui/app-shell';
import { Breadcrumb } from '@/app/_ui/breadcrumb';
import styles from './examples.module.css';

/** Every example there is. */
export function ExamplesPage() {
  const trpc = useTRPC();
  const pipelines = useQuery(trpc.pipelines.list.queryOptions());
  const names = (pipelines.data ?? []).map((pipeline) => pipeline.name);
  return (
    <Frame place="pipelines">
      <PageHeader
        title={<Breadcrumb items={[{ label: 'Pipelines', href: '/' }, { label: 'Examples' }]} />}
        facts={
          <span className={styles.note}>Data included, nothing to set up. A click makes a copy that is yours.</span>
        }
      />
      <PageBody>
        <ExampleGallery names={names} />
      </PageBody>
    </Frame>
  );
}
