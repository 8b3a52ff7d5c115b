'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { saveText } from '@/app/_frame/save-text';
import { sayProblem } from '@/app/_frame/say-problem';
import { sourceDocument } from '@/app/_frame/start-from-file';
import { uploadFile } from '@/app/_frame/upload-file';
import { useTRPC, useTRPCClient } from '@/app/_lib/trpc';
import { toast } from '@/app/_ui/toast';
import type { PipelineSummary } from '@/server/db/pipeline-list';
import { deleteLater, keep, undoMs } from './delete-later';
import { freeName } from './free-name';

/** What can be done with pipelines from the list. Making one opens it. */
export function usePipelineActions(taken: readonly string[]) {
  const trpc = useTRPC();
  const direct = useTRPCClient();
  const client = useQueryClient();
  const router = useRouter();
  const open = ({ id }: { id: string }) => router.push(`/pipelines/${id}`);
  const refresh = () =>
    Promise.all([
      client.invalidateQueries({ queryKey: trpc.pipelines.list.queryKey() }),
      client.invalidateQueries({ queryKey: trpc.home.overview.queryKey() }),
    ]);

  const create = useMutation({
    mutationFn: (name: string) => direct.pipelines.create.mutate({ name }),
    onSuccess: open,
    onError: sayProblem('The pipeline was not made'),
  });
  const fromFile = useMutation({
    mutationFn: async (file: File) => {
      const stored = await uploadFile(file, () => undefined).done;
      const name = freeName(file.name.replace(/\.[^.]+$/, ''), taken);
      return direct.pipelines.create.mutate({ name, document: sourceDocument(name, stored) });
    },
    onSuccess: open,
    onError: sayProblem('The file was not taken'),
  });
  const rename = useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) => direct.pipelines.rename.mutate({ id, name }),
    onSuccess: refresh,
    onError: sayProblem('The pipeline was not renamed'),
  });
  const fork = useMutation({
    mutationFn: async ({ pipeline, name }: { pipeline: PipelineSummary; name: string }) => {
      if (pipeline.latestVersion) return direct.pipelines.fork.mutate({ versionId: pipeline.latestVersion.id, name });
      const { document } = await direct.pipelines.get.query({ id: pipeline.id });
      return direct.pipelines.create.mutate({ name, document: { ...document, name } });
    },
    onSuccess: open,
    onError: sayProblem('The pipeline was not forked'),
  });
  const copy = useMutation({
    mutationFn: async (pipeline: PipelineSummary) => {
      const { document } = await direct.pipelines.get.query({ id: pipeline.id });
      const name = freeName(`${pipeline.name} copy`, taken);
      await direct.pipelines.create.mutate({ name, document: { ...document, name } });
      return name;
    },
    onSuccess: (name) => {
      toast({ tone: 'good', title: `${name} is made` });
      return refresh();
    },
    onError: sayProblem('The pipeline was not duplicated'),
  });
  const download = useMutation({
    mutationFn: (pipeline: PipelineSummary) => direct.pipelines.get.query({ id: pipeline.id }),
    onSuccess: ({ document }) => saveText(`${document.name}.pipeline.json`, `${JSON.stringify(document, null, 2)}\n`),
    onError: sayProblem('The pipeline was not exported'),
  });
  const removeNow = useMutation({
    mutationFn: (pipeline: PipelineSummary) => direct.pipelines.remove.mutate({ id: pipeline.id }),
    onSettled: refresh,
    onError: sayProblem('The pipeline was not deleted'),
  });
  const remove = useCallback(
    (pipeline: PipelineSummary) => {
      deleteLater(pipeline.id, () => removeNow.mutateAsync(pipeline).catch(() => undefined));
      toast({
        title: `${pipeline.name} is deleted`,
        description: pipeline.endpoint
          ? `Its endpoint ${pipeline.endpoint.slug} keeps answering.`
          : 'With its versions and runs. Uploaded files stay.',
        duration: undoMs,
        action: { label: 'Undo', onSelect: () => keep(pipeline.id) },
      });
    },
    [removeNow.mutateAsync],
  );
  return { create, fromFile, rename, fork, duplicate: copy.mutate, exportFile: download.mutate, remove };
}
