import { errorWords, type TrpcClient, wireErrorOf } from '../_lib/trpc';
import type { EditorApi } from './api';
import { uploadFile } from './upload-file';

/** The editor's view of the server, over tRPC. */
export function trpcApi(client: TrpcClient, pipelineId: string): EditorApi {
  const { pipelines, compile, runs, versions, files } = client;
  return {
    edits: {
      append: (request) => pipelines.edits.append.mutate({ pipelineId, ...request }),
      read: () => pipelines.get.query({ id: pipelineId }),
      since: (revision) => pipelines.edits.since.query({ pipelineId, revision }),
      judge(error) {
        const wire = wireErrorOf(error);
        if (wire?.code === 'conflict') return 'reread';
        if (wire === undefined) return 'offline';
        return wire.blame === 'user' ? 'refused' : 'waiting';
      },
    },
    open: () => pipelines.get.query({ id: pipelineId }),
    onEdits(revision, onBatch, onConnected) {
      const subscription = pipelines.edits.onEdits.subscribe(
        { pipelineId, revision },
        {
          onData: ({ data }) => onBatch(data),
          onConnectionStateChange: ({ state }) => state === 'pending' && onConnected(),
          onError: () => undefined,
        },
      );
      return () => subscription.unsubscribe();
    },
    facts: async (requests, retry) => (await compile.facts.mutate({ requests: requests.map(writable), retry })).facts,
    planRun: (wanted) => runs.plan.query({ pipelineId, ...wanted }),
    startRun: (wanted) => runs.start.mutate({ pipelineId, ...wanted }),
    retryRun: (runId) => runs.retry.mutate({ runId }),
    cancelRun: async (runId) => void (await runs.cancel.mutate({ runId })),
    listRuns: (limit = 20) => runs.list.query({ pipelineId, limit }),
    readRun: (runId) => runs.get.query({ runId }),
    readReport: (key) => client.data.report.query({ key }),
    onRunEvents(runId, onEvent) {
      const subscription = runs.onEvents.subscribe({ runId }, { onData: onEvent, onError: () => undefined });
      return () => subscription.unsubscribe();
    },
    saveVersion: (message) => versions.save.mutate({ pipelineId, message }),
    browse: (path) => files.browse.query({ path }),
    importPath: (path) => files.importPath.mutate({ path }),
    upload: uploadFile,
    createPipeline: (name, document) => pipelines.create.mutate({ name, document }),
    explain: (error) =>
      error instanceof Error && !wireErrorOf(error) && error.name === 'UploadError'
        ? { message: error.message }
        : errorWords(error),
  };
}

type FactInput = Parameters<TrpcClient['compile']['facts']['mutate']>[0]['requests'][number];

/** The same request with lists that may be written to, as the procedure's input type has them. */
const writable = (request: Parameters<EditorApi['facts']>[0][number]): FactInput =>
  structuredClone(request) as FactInput;
