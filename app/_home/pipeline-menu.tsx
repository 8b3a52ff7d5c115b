'use client';

import { Copy, Download, Ellipsis, ExternalLink, GitFork, History, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu, type MenuEntry } from '@/app/_ui/menu';
import type { PipelineSummary } from '@/server/db/pipeline-list';
import { freeName } from './free-name';
import { NameDialog } from './name-dialog';
import type { usePipelineActions } from './use-pipeline-actions';

/** What can be done with a pipeline of the list, and the dialogs that ask for a name. */
export function usePipelineMenu(names: readonly string[], actions: ReturnType<typeof usePipelineActions>) {
  const router = useRouter();
  const [asks, setAsks] = useState<{ what: 'rename' | 'fork'; pipeline: PipelineSummary }>();
  const { duplicate, exportFile, remove } = actions;
  const entriesOf = useCallback(
    (pipeline: PipelineSummary): MenuEntry[] => [
      { label: 'Open', icon: ExternalLink, onSelect: () => router.push(`/pipelines/${pipeline.id}`) },
      { label: 'Versions', icon: History, onSelect: () => router.push(`/pipelines/${pipeline.id}/versions`) },
      { kind: 'separator' },
      { label: 'Rename', icon: Pencil, onSelect: () => setAsks({ what: 'rename', pipeline }) },
      { label: 'Duplicate', icon: Copy, onSelect: () => duplicate(pipeline) },
      { label: 'Fork', icon: GitFork, onSelect: () => setAsks({ what: 'fork', pipeline }) },
      { label: 'Export as a file', icon: Download, onSelect: () => exportFile(pipeline) },
      { kind: 'separator' },
      { label: 'Delete', icon: Trash2, danger: true, onSelect: () => remove(pipeline) },
    ],
    [router, duplicate, exportFile, remove],
  );
  const close = () => setAsks(undefined);
  const { latestVersion } = asks?.pipeline ?? {};
  const dialogs = asks ? (
    asks.what === 'rename' ? (
      <NameDialog
        open
        onOpenChange={close}
        title="Rename pipeline"
        initial={asks.pipeline.name}
        action="Rename"
        onSubmit={(name) => {
          actions.rename.mutate({ id: asks.pipeline.id, name });
          close();
        }}
      />
    ) : (
      <NameDialog
        open
        onOpenChange={close}
        title={`Fork ${asks.pipeline.name}`}
        description={`The copy begins with ${
          latestVersion ? `version ${latestVersion.number}` : 'the draft as it is'
        }. Results are shared: nothing runs twice.`}
        initial={freeName(`${asks.pipeline.name} fork`, names)}
        action="Fork"
        busy={actions.fork.isPending}
        onSubmit={(name) => actions.fork.mutate({ pipeline: asks.pipeline, name })}
      />
    )
  ) : null;
  return { entriesOf, dialogs };
}

export function PipelineMenu({ name, entries }: { name: string; entries: readonly MenuEntry[] }) {
  return (
    <Menu align="end" trigger={<IconButton label={`More for ${name}`} icon={Ellipsis} size="s" />} entries={entries} />
  );
}
