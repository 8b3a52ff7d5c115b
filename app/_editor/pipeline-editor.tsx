'use client';

import { useQuery } from '@tanstack/react-query';
import { ReactFlowProvider } from '@xyflow/react';
import { useEffect, useState } from 'react';
import { ConnectionBanner } from '../_frame/connection/connection-banner';
import { useTRPCClient } from '../_lib/trpc';
import { AppShell } from '../_ui/app-shell';
import { Button } from '../_ui/button';
import { EmptyState } from '../_ui/feedback';
import type { OpenedPipeline } from './api';
import { Opening } from './chrome/opening';
import { allCommands } from './commands/all-commands';
import { printedKeys } from './commands/keys';
import { createEditor, EditorContext } from './editor';
import { trpcApi } from './trpc-api';
import { Workbench } from './workbench';

const shortcuts = allCommands
  .filter(({ name, family, keys }) => keys.length > 0 && family === undefined && name !== 'keys')
  .map(({ title, keys }) => ({ words: title, keys: keys.slice(0, 1).map(printedKeys) }));

/** Opens a pipeline and edits it. */
export function PipelineEditor({ pipelineId }: { pipelineId: string }) {
  const client = useTRPCClient();
  const [api] = useState(() => trpcApi(client, pipelineId));
  const opened = useQuery({
    queryKey: ['editor', pipelineId],
    queryFn: () => api.open(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <AppShell
      layout="rail"
      place="pipelines"
      shortcuts={shortcuts}
      notice={
        <ConnectionBanner stillWorks="Go on drawing: your edits are kept in this browser. Runs and previews wait." />
      }
    >
      {opened.data ? <Opened opened={opened.data} api={api} /> : null}
      {opened.isPending ? <Opening /> : null}
      {opened.error && !opened.data ? (
        <EmptyState
          title="This pipeline cannot be opened"
          icon="workflow"
          actions={<Button onClick={() => void opened.refetch()}>Try again</Button>}
        >
          {api.explain(opened.error).message} {api.explain(opened.error).hint}
        </EmptyState>
      ) : null}
    </AppShell>
  );
}

function Opened({ opened, api }: { opened: OpenedPipeline; api: ReturnType<typeof trpcApi> }) {
  const [editor] = useState(() => createEditor(api, opened));
  useEffect(() => {
    const name = () => {
      document.title = `${editor.document.getState().doc.name} · Sluice`;
    };
    name();
    return editor.document.subscribe((state, before) => {
      if (state.doc.name !== before.doc.name) name();
    });
  }, [editor]);
  return (
    <EditorContext value={editor}>
      <ReactFlowProvider>
        <Workbench />
      </ReactFlowProvider>
    </EditorContext>
  );
}
