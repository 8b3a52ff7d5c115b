'use client';

import { Ellipsis, GitFork, History, Pencil, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { AlertDialog } from '@/app/_ui/dialog';
import { IconButton } from '@/app/_ui/icon-button';
import { Menu } from '@/app/_ui/menu';
import type { PipelineSummary } from '@/server/db/pipeline-list';
import { freeName } from './free-name';
import { NameDialog } from './name-dialog';
import type { usePipelineActions } from './use-pipeline-actions';

export interface RowMenuProps {
  pipeline: PipelineSummary;
  names: readonly string[];
  actions: ReturnType<typeof usePipelineActions>;
}

/** Versions, rename, fork, delete. */
export function RowMenu({ pipeline, names, actions }: RowMenuProps) {
  const router = useRouter();
  const [asks, setAsks] = useState<'rename' | 'fork' | 'delete' | null>(null);
  const close = (open: boolean) => {
    if (!open) setAsks(null);
  };
  const { name, versionCount, endpoint } = pipeline;
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton label={`More for ${name}`} icon={Ellipsis} size="s" />}
        entries={[
          { label: 'Versions', icon: History, onSelect: () => router.push(`/pipelines/${pipeline.id}/versions`) },
          { label: 'Rename', icon: Pencil, onSelect: () => setAsks('rename') },
          { label: 'Fork', icon: GitFork, onSelect: () => setAsks('fork') },
          { kind: 'separator' },
          { label: 'Delete', icon: Trash2, danger: true, onSelect: () => setAsks('delete') },
        ]}
      />
      <NameDialog
        open={asks === 'rename'}
        onOpenChange={close}
        title="Rename pipeline"
        initial={name}
        action="Rename"
        onSubmit={(next) => {
          actions.rename.mutate({ id: pipeline.id, name: next });
          setAsks(null);
        }}
      />
      <NameDialog
        open={asks === 'fork'}
        onOpenChange={close}
        title={`Fork ${name}`}
        description={
          pipeline.latestVersion
            ? `The copy begins with version ${pipeline.latestVersion.number}. Results are shared: nothing runs twice.`
            : 'The copy begins with the draft as it is. Results are shared: nothing runs twice.'
        }
        initial={freeName(`${name} fork`, names)}
        action="Fork"
        busy={actions.fork.isPending}
        onSubmit={(next) => actions.fork.mutate({ pipeline, name: next })}
      />
      <AlertDialog
        open={asks === 'delete'}
        onOpenChange={close}
        danger
        title={`Delete ${name}?`}
        action="Delete"
        description={`The draft, ${versionCount === 0 ? 'no versions' : versionCount === 1 ? 'one version' : `${versionCount} versions`} and the list of its runs go. ${
          endpoint ? `The endpoint ${endpoint.slug} keeps answering.` : 'Uploaded files stay.'
        }`}
        onAction={() => actions.remove.mutate(pipeline)}
      />
    </>
  );
}
