'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { saveText } from '@/app/_frame/save-text';
import { sayProblem } from '@/app/_frame/say-problem';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { toast } from '@/app/_ui/toast';
import type { VersionSummary } from '@/server/db/versions';

/** What can be done with the versions of a pipeline. */
export function useVersionActions(pipelineId: string) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const router = useRouter();
  const refresh = () => client.invalidateQueries({ queryKey: trpc.pipelines.get.queryKey({ id: pipelineId }) });

  const save = useMutation({
    mutationFn: (message: string) => direct.versions.save.mutate({ pipelineId, message }),
    onSuccess: (version) => {
      toast({ tone: 'good', title: `Version ${version.number} is saved` });
      return refresh();
    },
    onError: sayProblem('The version was not saved'),
  });
  const restore = useMutation({
    mutationFn: (version: VersionSummary) => direct.versions.restore.mutate({ id: version.id }),
    onSuccess: (_, version) => {
      toast({
        tone: 'good',
        title: `The draft is version ${version.number} again`,
        description: 'It is an edit like any other: the editor can undo it.',
        action: { label: 'Open the draft', onSelect: () => router.push(`/pipelines/${pipelineId}`) },
      });
      return refresh();
    },
    onError: sayProblem('The version was not restored'),
  });
  const fork = useMutation({
    mutationFn: ({ version, name }: { version: VersionSummary; name: string }) =>
      direct.pipelines.fork.mutate({ versionId: version.id, name }),
    onSuccess: ({ id }) => router.push(`/pipelines/${id}`),
    onError: sayProblem('The version was not forked'),
  });
  const download = useMutation({
    mutationFn: ({ version, to }: { version: VersionSummary; to: 'spec' | 'github-actions' }) =>
      direct.specs.export.query({ versionId: version.id, to }),
    onSuccess: ({ filename, text, mediaType }) => saveText(filename, text, mediaType),
    onError: sayProblem('There is nothing to download'),
  });
  return { save, restore, fork, download };
}
